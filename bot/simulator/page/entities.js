/** A text with Telegram's entities, as DOM nodes. Offsets count UTF-16 units, as JavaScript does. */

import { h } from "./dom.js";
import { link } from "./links.js";
import { t } from "./words.js";

const plainTags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

const special = {
  pre: (inner, entity) => h("pre", {}, h("code", { "data-language": entity.language }, ...inner)),
  blockquote: (inner) => h("blockquote", {}, ...inner),
  expandable_blockquote: (inner) => expandable(inner),
  spoiler: (inner) => spoiler(inner),
  text_link: (inner, entity, chat) => link(entity.url, inner, chat),
  url: (inner, entity, chat, text) => link(text, inner, chat),
  mention: (inner, entity, chat, text) => link(`https://t.me/${text.slice(1)}`, inner, chat),
  email: (inner, entity, chat, text) => link(`mailto:${text}`, inner, chat),
  phone_number: (inner, entity, chat, text) => link(`tel:${text.replace(/[^\d+]/g, "")}`, inner, chat),
  bot_command: (inner, entity, chat, text) => command(inner, chat, text),
};

const blocks = ["pre", "blockquote", "expandable_blockquote"];

/**
 * The nodes of a text.
 * @param {string} text
 * @param {Array<Object>} entities
 * @param {Object} chat what pressing a link or a command does
 * @returns {Array<Node|string>}
 */
export function richText(text, entities = [], chat) {
  // Of two entities at one place the longer holds the other.
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodesBetween(text, 0, text.length, ordered, chat);
}

function nodesBetween(text, from, to, entities, chat) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i++];
    const end = Math.min(entity.offset + entity.length, to);
    const inside = [];
    while (i < entities.length && entities[i].offset < end) inside.push(entities[i++]);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = nodesBetween(text, entity.offset, end, inside, chat);
    nodes.push(styled(entity, inner, chat, text.slice(entity.offset, end)));
    // A block ends its line by itself.
    at = blocks.includes(entity.type) && text[end] === "\n" && end < to ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function styled(entity, inner, chat, text) {
  if (special[entity.type]) return special[entity.type](inner, entity, chat, text);
  return h(plainTags[entity.type] ?? "span", {}, ...inner);
}

function command(inner, chat, text) {
  return h("button", { type: "button", class: "text-command", on: { click: () => chat.sendText(text) } }, ...inner);
}

function spoiler(inner) {
  const button = h("button", { type: "button", class: "spoiler", "aria-label": t("show_spoiler") }, ...inner);
  button.addEventListener("click", () => button.replaceWith(...button.childNodes), { once: true });
  return button;
}

function expandable(inner) {
  const quote = h("blockquote", { class: "folded" }, ...inner);
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-expanded": "false" }, t("quote_more"));
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = t(folded ? "quote_more" : "quote_less");
  });
  return h("div", { class: "expandable" }, quote, toggle);
}
