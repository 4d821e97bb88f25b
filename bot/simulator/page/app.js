/** The demo's page: a clock, a guide and the phones, kept in step with the server. */

import { ChatError, getState, listen, post } from "./api.js";
import { createClock } from "./clock.js";
import { h, icon } from "./dom.js";
import { createGuide } from "./guide.js";
import { recall, remember } from "./memory.js";
import { choosePhone, createErrorLine } from "./overlays.js";
import { createPhone } from "./phone.js";
import { createTabs } from "./tabs.js";
import { language, languages, setLanguage, t } from "./words.js";

// The campaign's clock also runs by itself, which is no event.
const lookAgainMs = 30_000;
const offlineAfterMs = 800;

const root = document.getElementById("page");
let state = null;
let view = null;
let selected = recall("selected") ?? "guide";
let inFlight = Promise.resolve();
let queued = null;
let offlineTimer;
let online = true;

/** Show the newest state; calls made while it is being fetched become one more. */
function refresh() {
  queued ??= inFlight.then(() => {
    queued = null;
    inFlight = fetchAndShow();
    return inFlight;
  });
  return queued;
}

async function fetchAndShow() {
  try {
    state = await getState();
    show();
  } catch (error) {
    // The line about the lost connection already says so, and reconnecting fetches again.
    if (!(error instanceof ChatError)) throw error;
  }
}

function show() {
  if (!view) mount();
  document.title = state.bot.name;
  view.name.textContent = state.bot.name;
  view.name.title = state.bot.short_description;
  view.clock.update(state.clock);
  view.guide.update(state.guide);
  state.phones.forEach((phone) => phoneFor(phone).update(phone));
  view.tabs.update(state.phones, selected);
  root.removeAttribute("aria-busy");
}

/** Build the whole page, anew when the language changes. */
function mount() {
  document.documentElement.lang = language();
  const clock = createClock(refresh);
  const guide = createGuide({ openLink: openOn, moveClock: (to) => clock.move({ to }), makeGroup, goTo, nameOf });
  const tabs = createTabs((key) => select(key, true));
  const errors = createErrorLine();
  const name = h("h1", {});
  const phones = h("main", { class: "phones", "aria-label": t("phones") });
  const offline = h("div", { class: "offline", role: "status" });
  const top = h("header", { class: "top" }, h("div", { class: "brand" }, icon("star"), name), clock.element, languageToggle());
  view = { clock, guide, tabs, errors, name, phones, offline, drawn: new Map() };
  root.replaceChildren(top, offline, errors.element, tabs.element, guide.coach, h("div", { class: "stage" }, guide.element, phones));
  drawOffline();
  markSelected();
}

function languageToggle() {
  const buttons = languages.map((code) => {
    const on = { click: () => changeLanguage(code) };
    const state = { "aria-pressed": String(code === language()), "data-language": code };
    return h("button", { type: "button", ...state, on }, code.toUpperCase());
  });
  return h("div", { class: "languages", role: "group", "aria-label": t("language") }, ...buttons);
}

function changeLanguage(code) {
  setLanguage(code);
  mount();
  show();
  root.querySelector(`[data-language="${code}"]`).focus();
}

function phoneFor(phone) {
  const known = view.drawn.get(phone.id);
  if (known) return known;
  const made = createPhone(phone, { bot: () => state.bot, openLink: askWhere, refresh, isSelected, select });
  view.drawn.set(phone.id, made);
  view.phones.append(made.element);
  markSelected();
  return made;
}

const isSelected = (id) => selected === String(id);
const nameOf = (id) => state.phones.find((phone) => phone.id === id)?.name ?? "";
const askWhere = (payload) => choosePhone(state.phones, (id) => openOn(payload, id));

/** Take the guide or a phone in hand. */
function select(key, isWanted = false) {
  const changed = selected !== String(key);
  selected = String(key);
  remember("selected", selected);
  markSelected();
  if (isWanted) reveal();
  if (changed) view.drawn.get(Number(key))?.seen();
}

function markSelected() {
  const isGuide = selected === "guide" || !state.phones.some((phone) => isSelected(phone.id));
  view.guide.element.classList.toggle("selected", isGuide);
  view.guide.coach.classList.toggle("aside", isGuide);
  view.drawn.forEach((phone, id) => phone.element.classList.toggle("selected", isSelected(id)));
  view.tabs.update(state.phones, isGuide ? "guide" : selected);
}

function reveal() {
  const phone = view.drawn.get(Number(selected));
  (phone?.element ?? view.guide.element).scrollIntoView({ inline: "center", block: "nearest" });
}

function goTo(id) {
  select(id, true);
  view.drawn.get(id)?.focus();
}

/** A link without a payload only leads to the chat. */
const openOn = (payload, id) => doOn(id, payload && (() => post(`/phones/${id}/open`, { payload })));

/** Once: from then on the phone has a group, and the bot has asked about it. */
function makeGroup(id) {
  const { groups } = state.phones.find((phone) => phone.id === id);
  return doOn(id, groups.length === 0 && (() => post(`/phones/${id}/group`, {})));
}

async function doOn(id, act) {
  try {
    if (act) await act();
    view.errors.set("");
    await refresh();
    goTo(id);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    view.errors.set(error.message);
  }
}

/** A hiccup shorter than a blink is not worth a line. */
function setOnline(is) {
  clearTimeout(offlineTimer);
  online = is;
  if (is) drawOffline();
  else offlineTimer = setTimeout(drawOffline, offlineAfterMs);
}

function drawOffline() {
  if (!view) {
    if (!online) root.replaceChildren(h("p", { class: "offline alone", role: "status" }, t("offline")));
    return;
  }
  view.offline.textContent = online ? "" : t("offline");
  view.offline.hidden = online;
}

/** Alt+1…9 takes a phone in hand, Alt+0 the guide. */
function shortcut(event) {
  if (!event.altKey || event.ctrlKey || !/^Digit\d$/.test(event.code) || !view) return;
  const phone = state.phones[Number(event.code.at(-1)) - 1];
  if (event.code === "Digit0") select("guide", true);
  else if (phone) goTo(phone.id);
  else return;
  event.preventDefault();
}

function lookAround() {
  if (document.visibilityState !== "visible" || !view) return;
  view.drawn.get(Number(selected))?.seen();
  refresh();
}

document.addEventListener("keydown", shortcut);
document.addEventListener("visibilitychange", lookAround);
setInterval(lookAround, lookAgainMs);
listen(refresh, setOnline);
refresh();
