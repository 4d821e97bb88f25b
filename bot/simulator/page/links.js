/** Links people can press: deep links stay on the page, others open elsewhere. */

import { h } from "./dom.js";

const safeSchemes = ["http:", "https:", "mailto:", "tel:"];

/**
 * The start payload of a link to our bot; null when it leads anywhere else.
 * @param {string} href
 * @param {string} username of the bot
 * @returns {string|null}
 */
export function payloadOf(href, username) {
  const url = parse(href);
  if (!url) return null;
  const inApp = url.protocol === "tg:";
  const isTelegram = /^(www\.)?(t|telegram)\.me$/i.test(url.hostname);
  const name = inApp ? url.searchParams.get("domain") : isTelegram && url.pathname.slice(1).replace(/\/$/, "");
  if (!name || name.toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

/**
 * Whether a link puts the bot into a group of one's choice.
 * @param {string} href
 * @param {string} username of the bot
 */
export function leadsToGroup(href, username) {
  return payloadOf(href, username) !== null && parse(href).searchParams.has("startgroup");
}

function parse(href) {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `https://${href}`;
  return URL.canParse(absolute) ? new URL(absolute) : null;
}

/**
 * A link for a text; plain text when the address is not one we would open.
 * @param {string} href
 * @param {Array<Node|string>} children
 * @param {{username: string, openLink: (payload: string) => void}} chat
 */
export function link(href, children, chat) {
  const payload = payloadOf(href, chat.username);
  const url = parse(href);
  if (payload === null && !safeSchemes.includes(url?.protocol)) return h("span", {}, ...children);
  const anchor = h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  if (payload !== null) anchor.addEventListener("click", (event) => stay(event, () => chat.openLink(payload)));
  return anchor;
}

function stay(event, action) {
  event.preventDefault();
  action();
}
