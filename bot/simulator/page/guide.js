/** The short guide: what to try, what is done, and a button for each step. */

import { h, icon, iconButton } from "./dom.js";
import { recall, remember } from "./memory.js";
import { t } from "./words.js";

/**
 * The guide beside the phones.
 * @param {Object} page {openLink on a phone, moveClock, makeGroup(id), goTo(id), nameOf(id)}
 */
export function createGuide(page) {
  const list = h("ol", { class: "steps" });
  const progress = h("p", { class: "progress", role: "status" });
  const toggle = iconButton("left", t("guide_hide"), () => fold(!element.classList.contains("folded")), { class: "icon-button fold" });
  const intro = h("p", { class: "intro" }, t("guide_intro"));
  const body = h("div", { class: "guide-body" }, intro, list, progress);
  const head = h("header", {}, h("h2", {}, t("guide")), toggle);
  const coach = h("button", { type: "button", class: "coach", "data-testid": "coach", hidden: true });
  const element = h("aside", { class: "guide", "aria-label": t("guide"), tabindex: "-1" }, head, body);
  let drawn;

  function fold(folded) {
    element.classList.toggle("folded", folded);
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.title = t(folded ? "guide_show" : "guide_hide");
    toggle.setAttribute("aria-label", toggle.title);
    remember("guide.folded", folded ? "yes" : null);
  }

  function update(steps) {
    const wanted = JSON.stringify(steps);
    if (wanted === drawn) return;
    drawn = wanted;
    const done = steps.filter((step) => step.done).length;
    const current = steps.find((step) => !step.done);
    list.replaceChildren(...steps.map((step, i) => stepRow(step, i + 1, step === current, page)));
    const over = steps.length > 0 && !current;
    drawCoach(coach, current, steps, page);
    progress.textContent = over ? t("guide_done") : t("guide_progress", { done, total: steps.length });
  }

  fold(recall("guide.folded") === "yes");
  return { element, coach, update };
}

/** On a narrow screen the guide is out of sight: its next step stands above the phone. */
function drawCoach(coach, step, steps, page) {
  coach.hidden = !step;
  if (!step) return;
  const mark = h("span", { class: "step-mark", "aria-hidden": "true" }, String(steps.indexOf(step) + 1));
  const said = h("span", { class: "unseen" }, `${t("active_step")}: `);
  coach.replaceChildren(mark, h("span", {}, said, step.text));
  coach.onclick = () => wayOf(step, true, page)?.act();
}

function stepRow(step, number, isCurrent, page) {
  const state = step.done ? "done" : isCurrent ? "current" : "later";
  const mark = h("span", { class: "step-mark", "aria-hidden": "true" }, step.done ? icon("check") : String(number));
  const spoken = step.done ? t("step_done") : isCurrent && t("active_step");
  const said = spoken && h("span", { class: "unseen" }, ` (${spoken})`);
  const words = h("div", { class: "step-words" }, h("p", {}, step.text, said), stepButton(step, isCurrent, page));
  return h("li", { class: `step ${state}`, "data-step": step.id, "aria-current": isCurrent && "step" }, mark, words);
}

function stepButton(step, isCurrent, page) {
  const { label, act } = wayOf(step, isCurrent, page) ?? {};
  return label && h("button", { type: "button", class: "step-button", on: { click: act } }, label);
}

function wayOf(step, isCurrent, page) {
  if (step.done) return null;
  if (step.action?.type === "clock") return { label: t("guide_clock"), act: () => page.moveClock(step.action.to) };
  if (step.action?.type === "open_link") {
    return { label: t("guide_open"), act: () => page.openLink(step.action.payload, step.phone) };
  }
  if (step.action?.type === "make_group") return { label: t("guide_group"), act: () => page.makeGroup(step.phone) };
  if (!isCurrent || step.phone === null) return null;
  return { label: t("guide_phone", { name: page.nameOf(step.phone) }), act: () => page.goTo(step.phone) };
}
