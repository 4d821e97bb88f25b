/** One person's phone: the chat with the bot, and the groups this person is in. */

import { ChatError, post } from "./api.js";
import { createChat } from "./chat.js";
import { avatar, h } from "./dom.js";
import { recall, remember } from "./memory.js";
import { createMenu } from "./menus.js";
import { createAnswers, createErrorLine, showPhotos } from "./overlays.js";
import { createSwitch, unreadOf, withBot } from "./switch.js";
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
  const header = createHeader(first);
  const chats = createSwitch(turnTo);
  const skip = h("button", { type: "button", class: "skip", on: { click: focus } }, t("goto_composer"));
  const place = h("div", { class: "chat-place" }, answers.element);
  const element = h(
    "section",
    { class: "phone", "data-phone": id, "aria-label": t("phone_of", { name }) },
    skip, header.element, chats.element, place, errors.element,
  );
  const welcome = h("div", { class: "welcome" });
  const drawn = new Map();
  let shown = null;
  let inFront = recall(`chat.${id}`) ?? withBot;
  let toastId = recall(`toast.${id}`, sessionStorage);

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

  /** What every chat of this phone can do; `path` tells where, for a group may get another number. */
  function chatOf(key, title, path) {
    const common = { key, name: title, username: page.bot().username, showPhotos, notify: answers.notify };
    const tell = (what, body) => post(`/phones/${id}${path()}${what}`, body);
    const addToGroup = () => act("/group", {});
    return { ...common, id: `${id}-${key}`, tell, addToGroup, post: (what, body) => act(path() + what, body) };
  }

  const hands = {
    isWatched: () => page.isSelected(id) && document.visibilityState === "visible",
    complain: errors.set,
    refresh: page.refresh,
  };

  function privateChat() {
    const chat = chatOf(withBot, name, () => "");
    Object.assign(chat, { openLink: page.openLink, takesFiles: () => shown?.started });
    const made = createChat(chat, hands, (composer) => createBottom(composer, act));
    made.after.prepend(welcome);
    return made;
  }

  function groupChat(key, title) {
    const now = () => shown.groups.find((group) => String(group.key) === key);
    const chat = chatOf(key, title, () => `/groups/${now().id}`);
    // A plain link to the bot leads to the chat with it, on this very phone.
    const openLink = (payload) => (payload ? page.openLink(payload) : turnTo(withBot));
    Object.assign(chat, { isGroup: true, openLink, takesFiles: () => true });
    return createChat(chat, hands, groupBottom);
  }

  function viewOf(key, make) {
    if (!drawn.has(key)) {
      drawn.set(key, make());
      place.append(drawn.get(key).element);
    }
    return drawn.get(key);
  }

  function turnTo(key) {
    inFront = key;
    remember(`chat.${id}`, key);
    draw();
    drawn.get(key)?.focus();
  }

  function update(phone) {
    const isFirst = shown === null;
    shown = phone;
    draw();
    answerWith(phone.toast, isFirst);
  }

  function draw() {
    const groups = new Map(shown.groups.map((group) => [String(group.key), group]));
    if (!groups.has(inFront)) inFront = withBot;
    const group = groups.get(inFront);
    header.update(shown, group, menuOf(group));
    chats.update(shown, inFront);
    const views = [[withBot, shown, privateChat], ...[...groups].map(([key, of]) => [key, of, () => groupChat(key, of.title)])];
    for (const [key, state, make] of views) {
      const view = viewOf(key, make);
      view.element.hidden = key !== inFront;
      view.update(state);
    }
    for (const [key, view] of drawn) view.element.hidden = key !== inFront;
    drawWelcome(welcome, shown, page.bot());
  }

  function menuOf(group) {
    if (!group) {
      const block = { label: t(shown.blocked ? "unblock" : "block"), act: () => act("/block", { blocked: !shown.blocked }) };
      return [{ label: t("group_make"), act: () => act("/group", {}) }, block];
    }
    const path = `/groups/${group.id}`;
    const bot = { label: t(group.has_bot ? "group_remove_bot" : "group_add_bot"), act: () => act(`${path}/bot`, { inside: !group.has_bot }) };
    return group.is_super ? [bot] : [bot, { label: t("group_upgrade"), act: () => act(`${path}/upgrade`, {}) }];
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
    if (start?.offsetParent) start.focus();
    else drawn.get(inFront)?.focus();
  }

  return { element, update, focus, seen: () => shown && drawn.get(inFront)?.seen() };
}

function createHeader({ id, name }) {
  const role = h("span", { class: "role" });
  const subtitle = h("span", { class: "subtitle" });
  const badge = h("span", { class: "badge", role: "img" });
  const menu = createMenu("more", t("more"), { "data-testid": "more" });
  const words = h("div", { class: "who" }, h("h2", {}, name, role), subtitle);
  const face = h("div", { class: "face" }, avatar(name, id), badge);
  const element = h("header", { class: "phone-header" }, face, words, menu.element);
  let offered;

  /** Drawn anew, an open menu would close under the finger. */
  function offer(choices, of) {
    const wanted = JSON.stringify([of, ...choices.map(({ label }) => label)]);
    if (wanted !== offered) menu.setItems(choices);
    offered = wanted;
  }

  function update(phone, group, choices) {
    const { title, subtitle: unit } = phone;
    const { typing } = group ?? phone;
    const unread = unreadOf(phone);
    role.textContent = unit ? title : "";
    subtitle.textContent = typing ? t("typing") : unit || title;
    words.title = [name, title, unit].filter(Boolean).join(" · ");
    subtitle.classList.toggle("typing", typing);
    badge.hidden = unread === 0;
    badge.textContent = unread;
    badge.setAttribute("aria-label", t("unread_n", { n: unread }));
    offer(choices, group?.id ?? withBot);
  }

  return { element, update };
}

/** The foot of the chat with the bot: START, the way back from blocking, or the composer. */
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

/** In a group one can always write. */
function groupBottom(composer) {
  return { element: h("div", { class: "bottom" }, composer.element), update: composer.update };
}

function drawWelcome(welcome, phone, bot) {
  welcome.hidden = phone.messages.length > 0;
  if (welcome.hidden || welcome.childElementCount) return;
  const words = [h("h3", {}, t("bot_can")), h("p", {}, bot.description || t("no_messages"))];
  welcome.append(h("div", { class: "welcome-card" }, ...words));
}
