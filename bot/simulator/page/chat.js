/** One chat on a phone, with the bot or in a group: what was said, and where to write. */

import { createComposer } from "./composer.js";
import { h } from "./dom.js";
import { createDownButton, createLog } from "./log.js";
import { acceptDrops } from "./staging.js";
import { t } from "./words.js";

/**
 * A chat and the function that shows its newest state.
 * @param {Object} chat what its messages and keys do; {key, name, isGroup, post(path, body)} and more
 * @param {Object} phone {isWatched(), complain(problem), refresh()}
 * @param {(composer: Object) => {element: HTMLElement, update: (state: Object) => void}} createBottom
 */
export function createChat(chat, phone, createBottom) {
  const log = createLog(chat, chat.isGroup ? chat.name : t("messages_of", { name: chat.name }), () => shown && seen());
  const composer = createComposer(chat, chat.name, phone.complain, log.toBottom);
  const down = createDownButton(log.toBottom);
  const bottom = createBottom(composer);
  const dots = h("div", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const middle = h("div", { class: "middle" }, log.element, down.element);
  const drop = h("div", { class: "drop-here", "aria-hidden": "true" }, t("drop_here"));
  const element = h("div", { class: "chat", "data-chat": chat.key }, middle, bottom.element, drop);
  const unreadLine = createUnreadLine();
  let shown = null;
  let markedRead = null;

  Object.assign(chat, { jumpTo: log.jumpTo, replyTo: composer.replyTo, sendText });
  log.after.append(dots);
  acceptDrops(element, (files) => chat.takesFiles() && composer.add(files));

  async function sendText(text) {
    if (await chat.post("/text", { text })) log.toBottom();
  }

  /** A message counts as read when its chat is the one in hand and shows its end. */
  const isWatched = () => !element.hidden && phone.isWatched() && log.isAtBottom();

  function seen() {
    down.update(log.isAtBottom(), shown.unread);
    const last = shown.messages.at(-1)?.message_id;
    if (!isWatched() || shown.unread === 0 || markedRead === last) return;
    markedRead = last;
    // Nobody asked for this: when it fails, the next look at the phone tries again.
    chat.tell("/read", { message_id: last }).then(phone.refresh, () => (markedRead = null));
  }

  function update(state) {
    const before = shown;
    shown = state;
    bottom.update(state);
    log.update(state.messages, unreadLine.place(state, before !== null && isWatched()));
    dots.hidden = !state.typing;
    seen();
  }

  return { element, update, after: log.after, focus: composer.focus, seen: () => shown && seen() };
}

/** Where the unread line stands: before the first of a batch that came unwatched, until the next one or an answer. */
function createUnreadLine() {
  let from = null;
  let before = 0;

  function place({ messages, unread }, isWatched) {
    const incoming = messages.filter((message) => !message.outgoing);
    const first = incoming.at(-unread)?.message_id ?? null;
    if (unread > 0 && before === 0) from = isWatched ? null : first;
    before = unread;
    const answered = messages.some((message) => message.outgoing && message.message_id > from);
    if (answered) from = null;
    return from;
  }

  return { place };
}
