/** One person's phone: the chat with the bot. */

import { ChatError, post } from "./api.js";
import { createComposer } from "./composer.js";
import { avatar, h } from "./dom.js";
import { createDownButton, createLog } from "./log.js";
import { recall, remember } from "./memory.js";
import { createMenu } from "./menus.js";
import { createAnswers, createErrorLine, showPhotos } from "./overlays.js";
import { acceptDrops } from "./staging.js";
import { t } from "./words.js";

/**
 * A phone and the function that shows its newest state.
 * @param {Object} first the phone's state
 * @param {Object} page {bot, openLink, refresh, isSelected(id), select(id)}
 */
export function createPhone(first, page) {
  const { id, name } = first;
  const errors = createErrorLine();
  const answers = createAnswers();
  const chat = { id, username: page.bot().username, post: act, sendText, showPhotos, openLink: page.openLink };
  const log = createLog(chat, t("messages_of", { name }), () => shown && seen());
  const composer = createComposer(chat, name, errors.set, log.toBottom);
  const down = createDownButton(log.toBottom);
  const header = createHeader(first, act);
  const bottom = createBottom(composer, act);
  const welcome = h("div", { class: "welcome" });
  const dots = h("div", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const skip = h("button", { type: "button", class: "skip", on: { click: focus } }, t("goto_composer"));
  const drop = h("div", { class: "drop-here", "aria-hidden": "true" }, t("drop_here"));
  const middle = h("div", { class: "middle" }, log.element, down.element, answers.element);
  const element = h(
    "section",
    { class: "phone", "data-phone": id, "aria-label": t("phone_of", { name }) },
    skip, header.element, middle, errors.element, bottom.element, drop,
  );
  const unreadLine = createUnreadLine();
  let shown = null;
  let markedRead = null;
  let toastId = recall(`toast.${id}`, sessionStorage);

  Object.assign(chat, { notify: answers.notify, jumpTo: log.jumpTo, replyTo: composer.replyTo });
  log.after.append(welcome, dots);
  acceptDrops(element, (files) => shown?.started && composer.add(files));
  element.addEventListener("pointerdown", () => page.select(id));
  element.addEventListener("focusin", () => page.select(id));

  async function act(path, body) {
    try {
      await post(`/phones/${id}${path}`, body);
      errors.set("");
      page.refresh();
      return true;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      errors.set(error.message);
      return false;
    }
  }

  async function sendText(text) {
    if (await act("/text", { text })) log.toBottom();
  }

  /** A message counts as read when its phone is the one in hand and shows its end. */
  function isWatched() {
    return page.isSelected(id) && document.visibilityState === "visible" && log.isAtBottom();
  }

  function seen() {
    down.update(log.isAtBottom(), shown.unread);
    const last = shown.messages.at(-1)?.message_id;
    if (!isWatched() || shown.unread === 0 || markedRead === last) return;
    markedRead = last;
    // Nobody asked for this: when it fails, the next look at the phone tries again.
    post(`/phones/${id}/read`, { message_id: last }).then(page.refresh, () => (markedRead = null));
  }

  function update(phone) {
    const before = shown;
    shown = phone;
    header.update(phone);
    bottom.update(phone);
    log.update(phone.messages, unreadLine.place(phone, before !== null && isWatched()));
    drawWelcome(welcome, phone, page.bot());
    dots.hidden = !phone.typing;
    answerWith(phone.toast, before === null);
    seen();
  }

  function answerWith(toast, isFirst) {
    if (!toast || String(toast.id) === toastId) return;
    toastId = String(toast.id);
    remember(`toast.${id}`, toastId, sessionStorage);
    // An answer given before the page was opened has had its moment.
    if (isFirst) return;
    if (toast.alert) answers.alert(toast.text, page.bot().name);
    else answers.notify(toast.text);
  }

  function focus() {
    const start = element.querySelector("[data-testid=start]");
    if (start) start.focus();
    else composer.focus();
  }

  return { element, update, focus, seen: () => shown && seen() };
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

function createHeader({ id, name }, act) {
  const role = h("span", { class: "role" });
  const subtitle = h("span", { class: "subtitle" });
  const badge = h("span", { class: "badge", role: "img" });
  const menu = createMenu("more", t("more"), { "data-testid": "more" });
  const words = h("div", { class: "who" }, h("h2", {}, name, role), subtitle);
  const face = h("div", { class: "face" }, avatar(name, id), badge);
  const element = h("header", { class: "phone-header" }, face, words, menu.element);

  function update({ title, subtitle: unit, typing, unread, blocked }) {
    role.textContent = unit ? title : "";
    subtitle.textContent = typing ? t("typing") : unit || title;
    words.title = [name, title, unit].filter(Boolean).join(" · ");
    subtitle.classList.toggle("typing", typing);
    badge.hidden = unread === 0;
    badge.textContent = unread;
    badge.setAttribute("aria-label", t("unread_n", { n: unread }));
    menu.setItems([{ label: t(blocked ? "unblock" : "block"), act: () => act("/block", { blocked: !blocked }) }]);
  }

  return { element, update };
}

/** The foot of the phone: START, the way back from blocking, or the composer. */
function createBottom(composer, act) {
  const foot = h("div", { class: "foot" });
  const element = h("div", { class: "bottom" }, foot, composer.element);
  let drawn;

  function start(payload) {
    const click = () => act("/start", payload ? { payload } : {});
    return h("button", { type: "button", class: "start", "data-testid": "start", on: { click } }, t("start"));
  }

  function unblock() {
    const click = () => act("/block", { blocked: false });
    const button = h("button", { type: "button", class: "plain", "data-testid": "unblock", on: { click } }, t("unblock"));
    return h("div", { class: "blocked" }, h("p", {}, t("blocked")), button);
  }

  function update(phone) {
    const { started, blocked, pending_start: payload } = phone;
    composer.update(phone);
    const hasPayload = payload !== null && payload !== undefined;
    const wanted = JSON.stringify([started, blocked, hasPayload && payload]);
    if (wanted === drawn) return;
    drawn = wanted;
    const offersStart = !started || hasPayload;
    composer.element.hidden = offersStart || blocked;
    if (offersStart) foot.replaceChildren(start(payload));
    else foot.replaceChildren(...(blocked ? [unblock()] : []));
  }

  return { element, update };
}

function drawWelcome(welcome, phone, bot) {
  welcome.hidden = phone.messages.length > 0;
  if (welcome.hidden || welcome.childElementCount) return;
  const words = [h("h3", {}, t("bot_can")), h("p", {}, bot.description || t("no_messages"))];
  welcome.append(h("div", { class: "welcome-card" }, ...words));
}
