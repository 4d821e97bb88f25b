/** One message, or one album, as a row of the chat. */

import { h, icon, iconButton } from "./dom.js";
import { richText } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { attachments, hasPhoto, photoGrid } from "./media.js";
import { hourOf } from "./times.js";
import { t } from "./words.js";

/**
 * A few words of a message, for quotes.
 * @param {Object} message
 */
export function gist(message) {
  const words = message.text ?? message.caption;
  if (words) return words.slice(0, 120);
  if (hasPhoto(message)) return t("photo");
  if (message.contact) return message.contact.phone_number;
  return message.document?.file_name ?? t("document");
}

/**
 * What a message tells of the group itself: "" when it goes without saying, null when it says something else.
 * @param {Object} message
 */
export function newsOf(message) {
  const who = nameOf(message.from);
  if (message.new_chat_members) return t("news_joined", { who, whom: message.new_chat_members.map(nameOf).join(", ") });
  if (message.left_chat_member) return left(message.from, message.left_chat_member);
  if (message.new_chat_title) return t("news_title", { who, title: message.new_chat_title });
  if (message.migrate_to_chat_id) return t("news_upgraded");
  return message.migrate_from_chat_id ? "" : null;
}

function left(from, gone) {
  if (from.id === gone.id) return t("news_left", { who: nameOf(from) });
  return t("news_removed", { who: nameOf(from), whom: nameOf(gone) });
}

const nameOf = ({ first_name, last_name }) => [first_name, last_name].filter(Boolean).join(" ");

/**
 * Who said it, as this phone names people: in its own chat with the bot there are only two.
 * @param {Object} message
 * @param {Object} chat
 */
export function authorOf(message, chat) {
  if (chat.isGroup) return message.outgoing ? t("you") : nameOf(message.from);
  // A message inside another tells its sender only as Telegram does.
  return t(message.outgoing ?? message.from?.is_bot === false ? "you" : "bot");
}

/**
 * The row of one message or of the messages of one album.
 * @param {Array<Object>} messages one, or those of an album in order
 * @param {Object} chat what its links and buttons do
 */
export function messageRow(messages, chat) {
  const last = messages.at(-1);
  const id = messages.length === 1 && last.message_id;
  return h(
    "div",
    { class: `row ${last.outgoing ? "out" : "in"}`, "data-message": id },
    bubble(messages, chat),
    inlineKeyboard(last, chat),
  );
}

function bubble(messages, chat) {
  const last = messages.at(-1);
  const photos = messages.filter(hasPhoto);
  const others = messages.filter((message) => !hasPhoto(message));
  const words = messages.find((message) => message.text ?? message.caption);
  const bare = photos.length > 0 && !words;
  return h(
    "div",
    { class: bare ? "bubble bare" : photos.length ? "bubble pictured" : "bubble" },
    said(last, chat),
    last.reply_to_message && quote(last.reply_to_message, chat),
    photos.length > 0 && photoGrid(photos, chat),
    others.map((message) => h("div", { "data-message": messages.length > 1 && message.message_id }, ...attachments(message))),
    !bare && wordsOf(words ?? last, last, chat),
    bare && meta(last),
    replyButton(last, chat),
  );
}

/** In a group names are shown; in the chat with the bot sides tell enough, and names are only spoken. */
function said(message, chat) {
  const author = authorOf(message, chat);
  if (chat.isGroup && !message.outgoing) return h("strong", { class: "sender" }, author);
  return h("span", { class: "unseen" }, `${author}: `);
}

function wordsOf(message, last, chat) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.text ? message.entities : message.caption_entities;
  const unknown = !text && attachments(message).length === 0;
  const said = unknown ? [h("em", {}, t("not_shown"))] : richText(text, entities, chat);
  return h("div", { class: said.length ? "words" : "words empty" }, ...said, meta(last));
}

function meta(message) {
  const at = new Date(message.date * 1000).toISOString();
  return h(
    "span",
    { class: "meta" },
    message.edit_date && h("span", {}, `${t("edited")} `),
    h("time", { datetime: at }, hourOf(message.date)),
    message.outgoing && icon("check"),
  );
}

function quote(original, chat) {
  const jump = { click: () => chat.jumpTo(original.message_id) };
  return h(
    "button",
    { type: "button", class: "quote", on: jump },
    h("strong", {}, authorOf(original, chat)),
    h("span", {}, gist(original)),
  );
}

/** Out of the tab order, so that 300 messages are not 300 stops: Ctrl+↑ in the composer does the same. */
function replyButton(message, chat) {
  return iconButton("reply", t("reply"), () => chat.replyTo(message), { class: "icon-button reply", tabindex: "-1" });
}
