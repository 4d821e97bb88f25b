/** The buttons a bot offers: inline under a message, or in place of letters. */

import { h, icon, iconButton } from "./dom.js";
import { leadsToGroup, link, payloadOf } from "./links.js";
import { recall, remember } from "./memory.js";
import { t } from "./words.js";

/**
 * The buttons under a message; nothing when it has none.
 * @param {Object} message
 * @param {Object} chat
 */
export function inlineKeyboard(message, chat) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const draw = (button, row, column) => inlineButton(button, { message, row, column }, chat);
  return h("div", { class: "inline-keyboard" }, ...rowsOf(rows, draw));
}

function rowsOf(rows, draw) {
  return rows.map((buttons, row) =>
    h("div", { class: "key-row" }, ...buttons.map((button, column) => draw(button, row, column))),
  );
}

function inlineButton(button, place, chat) {
  const external = button.url && payloadOf(button.url, chat.username) === null;
  const key = h("button", { type: "button", class: "key", "data-key": `${place.row}.${place.column}` }, button.text);
  if (button.url) key.append(h("span", { class: "key-mark", "aria-hidden": "true" }, "↗"));
  // A click on a link made here opens it exactly as one in a text would.
  if (external) key.addEventListener("click", () => link(button.url, [], chat).click());
  else key.addEventListener("click", () => press(button, place, key, chat));
  return key;
}

async function press(button, { message, row, column }, key, chat) {
  if (button.url && leadsToGroup(button.url, chat.username)) return chat.addToGroup();
  if (button.url) return chat.openLink(payloadOf(button.url, chat.username));
  if (button.copy_text) return copy(button.copy_text.text, chat);
  // Waiting is shown, not enforced: people press twice, and the bot has to cope.
  key.classList.add("waiting");
  await chat.post("/tap", { message_id: message.message_id, row, column });
  return key.classList.remove("waiting");
}

async function copy(text, chat) {
  await navigator.clipboard.writeText(text);
  chat.notify(t("copied"));
}

/**
 * The keyboard below the composer and the button that folds it.
 * @param {Object} chat
 * @param {() => void} onPress after a key was pressed
 */
export function createReplyKeyboard(chat, onPress) {
  const memory = `keyboard.${chat.id}`;
  const element = h("div", { class: "reply-keyboard", role: "group", id: `keyboard-${chat.id}` });
  const controls = { "aria-controls": element.id, class: "icon-button toggle-keyboard" };
  const toggle = iconButton("keyboard", t("keyboard_hide"), () => fold(!element.hidden), controls);
  let drawn;

  function fold(folded) {
    element.hidden = folded;
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.title = t(folded ? "keyboard_show" : "keyboard_hide");
    toggle.setAttribute("aria-label", toggle.title);
    remember(memory, folded ? drawn : null);
  }

  async function pressKey(markup, row, column) {
    const done = await chat.post("/keyboard", { row, column });
    if (done && markup.one_time_keyboard) fold(true);
    if (done) onPress();
  }

  function update(markup) {
    const wanted = JSON.stringify(markup ?? null);
    if (wanted === drawn) return;
    drawn = wanted;
    toggle.hidden = !markup;
    element.classList.toggle("roomy", Boolean(markup && !markup.resize_keyboard));
    const draw = (button, row, column) => replyKey(button, () => pressKey(markup, row, column));
    element.replaceChildren(...rowsOf(markup?.keyboard ?? [], draw));
    // A keyboard someone folded stays folded after a reload; a new one shows itself.
    fold(!markup || recall(memory) === drawn);
  }

  return { element, toggle, update };
}

function replyKey(button, onClick) {
  const spec = typeof button === "string" ? { text: button } : button;
  const mark = spec.request_contact && icon("contact");
  return h("button", { type: "button", class: "key", on: { click: onClick } }, mark, spec.text);
}
