/** The campaign's clock at the top of the page, and the buttons that move it. */

import { ChatError, post } from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { createErrorLine } from "./overlays.js";
import { fieldOf, momentOf, momentOfField } from "./times.js";
import { t } from "./words.js";

/**
 * The clock bar.
 * @param {() => void} onMoved
 */
export function createClock(onMoved) {
  const now = h("time", { class: "now", "aria-live": "polite" });
  const hint = h("span", { class: "clock-hint" });
  const errors = createErrorLine();
  const hour = clockButton("clock-hour", t("clock_hour"), () => move({ hours: 1 }));
  const day = clockButton("clock-day", t("clock_day"), () => move({ days: 1 }));
  const next = clockButton("clock-next", t("clock_next"), () => move({ to: "next_reminder" }), icon("bell"));
  const picker = createPicker((to) => move({ to }), drawHint);
  const more = iconButton("calendar", t("clock_more"), unfold, { class: "icon-button clock-more", "aria-expanded": "false" });
  const buttons = h("div", { class: "clock-buttons" }, hour, day, next, picker.element);
  const face = h("div", { class: "clock-face" }, icon("clock"), h("div", {}, now, hint), more);
  const element = h("section", { class: "clock", "aria-label": t("clock") }, face, buttons, errors.element);
  let clock = null;
  let busy = false;

  function unfold() {
    const open = element.classList.toggle("picking");
    more.setAttribute("aria-expanded", String(open));
  }

  async function move(wish) {
    if (busy) return;
    setBusy(true);
    try {
      await post("/clock", wish);
      errors.set("");
      picker.settle();
      onMoved();
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      errors.set(t("clock_failed", { error: error.message }));
    } finally {
      setBusy(false);
    }
  }

  function setBusy(is) {
    const focused = document.activeElement;
    busy = is;
    element.setAttribute("aria-busy", String(is));
    [hour, day, picker.go].forEach((button) => button.setAttribute("aria-disabled", String(is)));
    drawHint();
    if (element.contains(focused)) focused.focus();
  }

  function drawHint() {
    if (!clock) return;
    const { next_reminder_at: at } = clock;
    next.disabled = !at;
    next.setAttribute("aria-disabled", String(busy || !at));
    const calm = at ? t("clock_next_at", { at: momentOf(at) }) : t("clock_next_none");
    const target = picker.target();
    next.title = calm;
    hint.textContent = busy ? t("clock_busy") : target ? t("clock_target", { at: momentOf(target) }) : calm;
  }

  function update(next_) {
    clock = next_;
    now.textContent = momentOf(clock.now);
    now.setAttribute("datetime", clock.now);
    picker.follow(clock.now);
    drawHint();
  }

  return { element, update, move };
}

function clockButton(testId, label, onClick, ...before) {
  return h("button", { type: "button", class: "clock-button", "data-testid": testId, on: { click: onClick } }, ...before, label);
}

/** The date field follows the clock until someone sets it. */
function createPicker(onGo, onChange) {
  const label = { "aria-label": t("clock_pick"), title: t("clock_pick"), "data-testid": "clock-picker" };
  const field = h("input", { type: "datetime-local", required: true, ...label });
  const go = h("button", { type: "submit", class: "clock-button", "data-testid": "clock-go" }, t("clock_go"));
  const element = h("form", { class: "clock-picker", on: { submit } }, field, go);
  let touched = false;

  function submit(event) {
    event.preventDefault();
    onGo(field.value);
  }

  field.addEventListener("input", () => {
    touched = true;
    onChange();
  });

  return {
    element,
    go,
    target: () => (touched && field.value ? momentOfField(field.value) : null),
    settle: () => (touched = false),
    follow: (now) => touched || (field.value = fieldOf(now)),
  };
}
