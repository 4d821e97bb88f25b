/** On a narrow screen one thing at a time: the guide or one phone. */

import { h } from "./dom.js";
import { unreadOf } from "./switch.js";
import { t } from "./words.js";

/**
 * The bar that switches between the guide and the phones.
 * @param {(key: string) => void} onSelect "guide" or the id of a phone
 */
export function createTabs(onSelect) {
  const element = h("nav", { class: "tabs", "aria-label": t("phones") });
  const tabs = new Map();

  function tabFor(key, label) {
    const words = h("span", { class: "tab-name" }, label);
    const badge = h("span", { class: "badge", hidden: true });
    const button = h("button", { type: "button", "data-tab": key, on: { click: () => onSelect(key) } }, words, badge);
    tabs.set(key, { button, badge });
    element.append(button);
    return tabs.get(key);
  }

  function update(phones, selected) {
    if (tabs.size === 0) tabFor("guide", t("guide"));
    phones.forEach((phone) => drawBadge(tabs.get(String(phone.id)) ?? tabFor(String(phone.id), givenName(phone.name)), phone));
    tabs.forEach(({ button }, key) => button.setAttribute("aria-current", String(key === selected)));
  }

  return { element, update };
}

/** Vietnamese people are called by the last word of their name. */
const givenName = (name) => name.trim().split(/\s+/).at(-1);

function drawBadge({ button, badge }, phone) {
  const { name } = phone;
  const unread = unreadOf(phone);
  badge.hidden = unread === 0;
  badge.textContent = unread;
  button.title = name;
  button.setAttribute("aria-label", unread ? `${name}, ${t("unread_n", { n: unread })}` : name);
}
