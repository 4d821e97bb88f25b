/** Which of a phone's chats is in front: the one with the bot, or a group. */

import { h } from "./dom.js";
import { t } from "./words.js";

/** The key of the chat with the bot. */
export const withBot = "bot";

/**
 * How many messages of all its chats a phone has not shown yet.
 * @param {Object} phone
 */
export const unreadOf = (phone) => phone.groups.reduce((sum, group) => sum + group.unread, phone.unread);

/**
 * The bar between the chats of a phone; none as long as there is only one.
 * @param {(key: string) => void} onSelect
 */
export function createSwitch(onSelect) {
  const element = h("nav", { class: "chats", "aria-label": t("chats"), hidden: true });
  const drawn = new Map();

  function buttonFor(key) {
    const words = h("span", { class: "chats-name" });
    const badge = h("span", { class: "badge", hidden: true });
    const on = { click: () => onSelect(key) };
    const button = h("button", { type: "button", "data-switch": key, on }, words, badge);
    drawn.set(key, { button, words, badge });
    element.append(button);
    return drawn.get(key);
  }

  function draw(key, name, unread, selected) {
    const { button, words, badge } = drawn.get(key) ?? buttonFor(key);
    words.textContent = name;
    badge.hidden = unread === 0;
    badge.textContent = unread;
    button.title = name;
    button.setAttribute("aria-current", String(key === selected));
    button.setAttribute("aria-label", unread ? `${name}, ${t("unread_n", { n: unread })}` : name);
  }

  function update(phone, selected) {
    element.hidden = phone.groups.length === 0;
    draw(withBot, t("bot"), phone.unread, selected);
    for (const { key, title, unread } of phone.groups) draw(String(key), title, unread, selected);
  }

  return { element, update };
}
