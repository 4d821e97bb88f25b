/** Where a person writes: text, files, commands, replies, the bot's keyboard. */

import { h, icon, iconButton } from "./dom.js";
import { createReplyKeyboard } from "./keyboards.js";
import { recall, remember } from "./memory.js";
import { createCommandMenu, createMenu } from "./menus.js";
import { authorOf, gist } from "./message.js";
import { createStaging } from "./staging.js";
import { t } from "./words.js";

/**
 * The composer of one chat.
 * @param {Object} chat
 * @param {string} name whose phone it is, or which group
 * @param {(problem: string) => void} complain
 * @param {() => void} onSent
 */
export function createComposer(chat, name, complain, onSent) {
  const draft = `draft.${chat.id}`;
  const label = t(chat.isGroup ? "message_in" : "message_for", { name });
  const field = createField(label, recall(draft) ?? "");
  const commands = createCommandMenu(chat.id, field, sendCommand);
  const keyboard = createReplyKeyboard(chat, onSent);
  const staging = createStaging(complain, typed);
  const reply = createReplyStrip(chat);
  const slash = iconButton("slash", t("commands"), commands.openAll, { class: "icon-button slash" });
  const send = iconButton("send", t("send"), submit, { class: "icon-button send", "data-testid": "send" });
  const attach = createAttachMenu(chat, staging.add);
  const line = h("div", { class: "composer-line" }, slash, attach.element, field, keyboard.toggle, send);
  const element = h(
    "div",
    { class: "composer", on: { paste } },
    commands.element, reply.element, staging.element, line, keyboard.element,
  );
  let sending = false;
  let messages = [];

  function typed() {
    remember(draft, field.value);
    commands.filter(field.value);
    grow(field);
    const isEmpty = !field.value.trim() && staging.isEmpty();
    line.classList.toggle("written", !isEmpty);
    send.setAttribute("aria-disabled", String(isEmpty));
  }

  /** What was typed leaves the composer only once the server has it. */
  async function submit() {
    const text = field.value.trim();
    if (sending || (!text && staging.isEmpty())) return;
    sending = true;
    const done = await deliver(text);
    sending = false;
    if (!done) return;
    if (field.value.trim() === text) field.value = "";
    staging.clear();
    reply.set(null);
    onSent();
  }

  function deliver(text) {
    if (!staging.isEmpty()) return chat.post("/files", staging.form(text));
    const to = reply.target()?.message_id;
    return chat.post("/text", to ? { text, reply_to_message_id: to } : { text });
  }

  async function sendCommand(text) {
    commands.hide();
    if (field.value.startsWith("/")) setText(field, "");
    // In a group a command picked from the menu names the bot it is for.
    const named = chat.isGroup ? `${text}@${chat.username}` : text;
    if (await chat.post("/text", { text: named })) onSent();
    else setText(field, text);
  }

  function keydown(event) {
    // Telex and VNI compose letters: their Enter ends a word, not the message.
    if (event.isComposing) return;
    if (commands.take(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      return submit();
    }
    if (event.key === "Escape" && reply.target()) return reply.set(null);
    if (event.ctrlKey && ["ArrowUp", "ArrowDown"].includes(event.key)) return moveReply(event);
  }

  function moveReply(event) {
    event.preventDefault();
    reply.move(messages, event.key === "ArrowUp" ? -1 : 1);
  }

  function paste(event) {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    staging.add(files);
  }

  field.addEventListener("input", typed);
  field.addEventListener("keydown", keydown);
  field.addEventListener("blur", commands.hide);
  requestAnimationFrame(typed);

  function update(phone) {
    messages = phone.messages;
    slash.hidden = phone.commands.length === 0;
    commands.setCommands(phone.commands);
    keyboard.update(phone.reply_keyboard);
    field.placeholder = phone.reply_keyboard?.input_field_placeholder ?? t("message");
  }

  return { element, update, add: staging.add, replyTo: (m) => (reply.set(m), field.focus()), focus: () => field.focus() };
}

function createField(label, text) {
  const named = { "aria-label": label, placeholder: t("message") };
  const field = h("textarea", { rows: "1", "data-testid": "composer", autocomplete: "off", ...named });
  field.value = text;
  return field;
}

function setText(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input"));
}

function grow(field) {
  if (CSS.supports("field-sizing", "content") || field.scrollHeight === 0) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function createAttachMenu(chat, add) {
  const menu = createMenu("attach", t("attach"), { "data-testid": "attach" });
  const photos = fileInput("attach-photo", "image/*", (files) => add(files, false));
  const files = fileInput("attach-file", null, (chosen) => add(chosen, true));
  const contact = { icon: "contact", label: t("attach_contact"), act: () => chat.post("/contact", {}) };
  menu.setItems([
    { icon: "photo", label: t("attach_photo"), act: () => photos.click() },
    { icon: "file", label: t("attach_file"), act: () => files.click() },
    ...(chat.isGroup ? [] : [contact]),
  ]);
  menu.element.append(photos, files);
  return menu;
}

function fileInput(testId, accept, onFiles) {
  const input = h("input", { type: "file", multiple: true, hidden: true, accept, "data-testid": testId });
  input.addEventListener("change", () => {
    onFiles([...input.files]);
    // The same file may be chosen again.
    input.value = "";
  });
  return input;
}

function createReplyStrip(chat) {
  const words = h("span", { class: "reply-words" });
  const cancel = iconButton("close", t("cancel"), () => set(null));
  const element = h("div", { class: "reply-strip", hidden: true }, icon("reply"), words, cancel);
  let target = null;

  function set(message) {
    target = message;
    element.hidden = !message;
    if (!message) return;
    const name = t("replying", { name: authorOf(message, chat) });
    words.replaceChildren(h("strong", {}, name), h("span", {}, gist(message)));
  }

  function move(messages, by) {
    const at = target ? messages.findIndex((m) => m.message_id === target.message_id) : messages.length;
    set(messages[at + by] ?? null);
  }

  return { element, set, move, target: () => target };
}
