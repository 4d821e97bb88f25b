/** The messages of one phone: drawn once each, redrawn only when they change. */

import { h, iconButton } from "./dom.js";
import { messageRow, newsOf } from "./message.js";
import { dayOf } from "./times.js";
import { t } from "./words.js";

const nearBottom = 48;
const runSeconds = 300;

/**
 * Rows wanted for a list of messages: days, the unread line, messages and albums, what happened to the group.
 * @param {Array<Object>} messages
 * @param {number|null} unreadFrom id of the first message after the unread line
 */
export function rowsFor(messages, unreadFrom) {
  const rows = [];
  let day = null;
  for (const message of messages) {
    const today = dayOf(message.date);
    if (today !== day) rows.push({ key: `day ${message.message_id}`, mark: today, kind: "day" });
    day = today;
    if (message.message_id === unreadFrom) rows.push({ key: "unread", mark: t("unread"), kind: "unread" });
    addMessage(rows, message);
  }
  return rows;
}

function addMessage(rows, message) {
  const last = rows.at(-1);
  const happened = newsOf(message);
  if (happened) rows.push({ key: `message ${message.message_id}`, mark: happened, kind: "news" });
  if (happened || happened === "") return;
  const group = message.media_group_id;
  if (group && last.group === group) last.messages.push(message);
  else rows.push({ key: `message ${message.message_id}`, group, messages: [message] });
}

/**
 * The scrolling list.
 * @param {Object} chat
 * @param {string} label its accessible name
 * @param {(atBottom: boolean) => void} onScroll
 */
export function createLog(chat, label, onScroll) {
  const list = h("div", { class: "rows" });
  const after = h("div", { class: "after" });
  const spoken = { role: "log", "aria-live": "polite", "aria-label": label };
  const element = h("div", { class: "log", tabindex: "0", ...spoken }, list, after);
  const drawn = new Map();
  let stuck = true;
  let top = 0;
  let sizes = "";

  const sizesNow = () => `${element.clientHeight} of ${element.scrollHeight}`;
  const isHidden = () => element.clientHeight === 0;

  function settle() {
    if (stuck) element.scrollTop = element.scrollHeight;
    // A hidden list forgets where it was.
    else if (sizes.startsWith("0 ")) element.scrollTop = top;
    sizes = sizesNow();
  }

  /** Scrolling that a change of size brought about is not the person's: settle is about to answer it. */
  function scrolled() {
    if (isHidden() || sizesNow() !== sizes) return;
    top = element.scrollTop;
    stuck = element.scrollHeight - top - element.clientHeight < nearBottom;
    onScroll(stuck);
  }

  function toBottom() {
    stuck = true;
    settle();
    onScroll(true);
  }

  element.addEventListener("scroll", scrolled, { passive: true });
  const watcher = new ResizeObserver(settle);
  [element, list, after].forEach((part) => watcher.observe(part));

  function update(messages, unreadFrom) {
    const rows = rowsFor(messages, unreadFrom);
    reconcile(list, drawn, rows, chat);
    markRuns(list, rows);
  }

  return { element, after, update, toBottom, isAtBottom: () => stuck, jumpTo: (id) => jumpTo(element, id) };
}

function reconcile(list, drawn, rows, chat) {
  const wanted = new Set(rows.map((row) => row.key));
  for (const [key, { node }] of drawn) if (!wanted.has(key)) drop(drawn, key, node);
  const isFirst = drawn.size === 0;
  let cursor = list.firstElementChild;
  for (const row of rows) {
    const isNew = !isFirst && !cursor && !drawn.has(row.key);
    const node = currentNode(drawn, row, chat);
    if (isNew) node.classList.add("fresh");
    // A row redrawn in place took the cursor's node away.
    if (cursor && cursor.parentNode !== list) cursor = node;
    if (node !== cursor) list.insertBefore(node, cursor);
    cursor = node.nextElementSibling;
  }
}

function drop(drawn, key, node) {
  drawn.delete(key);
  node.remove();
}

/** The node of a row as it now is; when it had to be redrawn it already stands in the old one's place. */
function currentNode(drawn, row, chat) {
  const signature = row.mark ?? JSON.stringify(row.messages);
  const known = drawn.get(row.key);
  if (known?.signature === signature) return known.node;
  const node = row.mark ? markRow(row) : messageRow(row.messages, chat);
  drawn.set(row.key, { node, signature });
  if (known) swap(known.node, node);
  return node;
}

function swap(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(node);
  node.classList.add("changed");
  // Pressing a button redraws its message: the keyboard's place must survive that.
  if (focused) refocus(node, focused.dataset.key);
}

function refocus(node, key) {
  const same = key && node.querySelector(`[data-key="${key}"]`);
  (same ?? node.querySelector(".key") ?? node.closest(".log"))?.focus({ preventScroll: true });
}

function markRow(row) {
  return h("div", { class: `mark ${row.kind}` }, h("span", {}, row.mark));
}

/** The last message of a run of one speaker carries the tail; the others stand closer together. */
function markRuns(list, rows) {
  rows.forEach((row, i) => {
    if (row.mark) return;
    list.children[i].classList.toggle("run-goes-on", goesOn(row, rows[i + 1]));
  });
}

function goesOn(row, next) {
  if (!next || next.mark) return false;
  const [one, other] = [row.messages.at(-1), next.messages[0]];
  return one.from.id === other.from.id && other.date - one.date < runSeconds;
}

function jumpTo(element, id) {
  const target = element.querySelector(`[data-message="${id}"]`);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.classList.remove("changed");
  // Reading a layout value lets the same animation start again.
  void target.offsetWidth;
  target.classList.add("changed");
}

/**
 * The button that leads back to the latest message.
 * @param {() => void} onClick
 */
export function createDownButton(onClick) {
  const count = h("span", { class: "badge", hidden: true });
  const element = iconButton("down", t("latest"), onClick, { class: "icon-button to-latest", hidden: true });
  element.append(count);

  function update(atBottom, unread) {
    element.hidden = atBottom;
    count.hidden = unread === 0;
    count.textContent = unread;
    element.setAttribute("aria-label", unread ? t("latest_unread", { n: unread }) : t("latest"));
  }

  return { element, update };
}
