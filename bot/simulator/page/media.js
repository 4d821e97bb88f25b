/** What a message carries besides text: photos, files, voices, contacts. */

import { fileUrl } from "./api.js";
import { avatar, h, icon } from "./dom.js";
import { sizeOf } from "./times.js";
import { t } from "./words.js";

const thumbWidth = 320;
const fileKinds = ["document", "audio", "video", "animation", "video_note"];

/**
 * Whether a message shows a picture.
 * @param {Object} message
 */
export const hasPhoto = (message) => Boolean(message.photo?.length);

/**
 * The pictures of one message or album; pressing one opens it large.
 * @param {Array<Object>} messages each with a photo
 * @param {Object} chat
 */
export function photoGrid(messages, chat) {
  const many = messages.length > 1;
  const large = messages.map(largePhoto);
  const tiles = messages.map((message, i) => {
    const label = many ? t("photo_n", { n: i + 1, total: messages.length }) : t("photo");
    const open = () => chat.showPhotos(large, i);
    // In an album each picture is a message of its own and is found by its number.
    const found = { "data-message": many && message.message_id };
    return h("button", { type: "button", class: "photo", "aria-label": label, on: { click: open }, ...found }, thumb(message));
  });
  return h("div", { class: many ? `photos album-${Math.min(messages.length, 4)}` : "photos" }, ...tiles);
}

function largePhoto(message) {
  const largest = message.photo.reduce((a, b) => (b.width > a.width ? b : a));
  return { src: fileUrl(largest.file_id), caption: message.caption ?? "" };
}

function thumb(message) {
  const wide = message.photo.filter((size) => size.width >= thumbWidth);
  const size = wide.length ? wide.reduce((a, b) => (b.width < a.width ? b : a)) : message.photo.at(-1);
  // Width and height keep the place, so that nothing jumps when the picture arrives.
  return h("img", { src: fileUrl(size.file_id), width: size.width, height: size.height, alt: "", decoding: "async" });
}

/**
 * The other attachments of a message, as far as it has any.
 * @param {Object} message
 * @returns {Array<HTMLElement>}
 */
export function attachments(message) {
  const file = fileKinds.map((kind) => message[kind]).find(Boolean);
  return [
    file && fileCard(file),
    message.voice && voicePlayer(message.voice),
    message.contact && contactCard(message.contact),
  ].filter(Boolean);
}

function fileCard(file) {
  const name = file.file_name ?? t("document");
  const extension = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const size = file.file_size ? sizeOf(file.file_size) : "";
  return h(
    "a",
    { class: "file", href: fileUrl(file.file_id), download: name, title: t("download") },
    h("span", { class: `file-mark kind-${extension.toLowerCase()}`, "aria-hidden": "true" }, extension || icon("file")),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, size)),
    icon("download"),
  );
}

function voicePlayer(voice) {
  const source = { src: fileUrl(voice.file_id), controls: true, preload: "metadata" };
  return h("audio", { class: "voice", "aria-label": t("voice"), ...source });
}

function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  const number = contact.phone_number;
  return h(
    "div",
    { class: "contact" },
    avatar(name, contact.user_id ?? 0),
    h("span", { class: "contact-words" }, h("strong", {}, name), h("a", { href: `tel:${number}` }, number)),
  );
}
