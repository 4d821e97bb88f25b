/** Small menus: the one behind a button, and the list of the bot's commands. */

import { h, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

/**
 * A button that opens a few choices.
 * @param {string} iconName
 * @param {string} label
 * @param {Object} [props] of the button
 */
export function createMenu(iconName, label, props = {}) {
  const items = h("div", { class: "menu-items", role: "menu", hidden: true });
  const state = { "aria-haspopup": "menu", "aria-expanded": "false", ...props };
  const button = iconButton(iconName, label, () => toggle(items.hidden), state);
  const element = h("div", { class: "menu", on: { keydown, focusout } }, button, items);

  function toggle(open) {
    items.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) items.firstElementChild?.focus();
  }

  function focusout(event) {
    if (!element.contains(event.relatedTarget)) toggle(false);
  }

  function keydown(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape" && !items.hidden) close(event);
    else if (steps[event.key] && !items.hidden) step(event, steps[event.key]);
  }

  function close(event) {
    event.stopPropagation();
    toggle(false);
    button.focus();
  }

  function step(event, by) {
    event.preventDefault();
    const all = [...items.children];
    all.at((all.indexOf(document.activeElement) + by) % all.length).focus();
  }

  function setItems(choices) {
    items.replaceChildren(...choices.map((choice) => menuItem(choice, () => toggle(false))));
  }

  return { element, button, setItems };
}

function menuItem({ icon: name, label, act }, close) {
  const choose = { click: () => (close(), act()) };
  return h("button", { type: "button", class: "menu-item", role: "menuitem", on: choose }, name && icon(name), label);
}

/**
 * The bot's commands above the composer, filtered by what is typed.
 * @param {number} phoneId
 * @param {HTMLTextAreaElement} field where they are typed
 * @param {(command: string) => void} onPick
 */
export function createCommandMenu(phoneId, field, onPick) {
  const id = `commands-${phoneId}`;
  const element = h("div", { class: "commands", id, role: "listbox", "aria-label": t("commands"), hidden: true });
  let commands = [];
  let shown = [];
  let chosen = 0;

  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", id);

  function filter(text) {
    const typed = /^\/(\w*)$/.exec(text)?.[1].toLowerCase();
    shown = typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed));
    shown.sort((a, b) => (b.command === typed) - (a.command === typed));
    draw();
  }

  function draw() {
    element.hidden = shown.length === 0;
    element.replaceChildren(...shown.map((command, i) => option(`${id}-${i}`, command, () => onPick(`/${command.command}`))));
    choose(0);
  }

  function choose(index) {
    chosen = shown.length ? (index + shown.length) % shown.length : 0;
    [...element.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === chosen)));
    element.children[chosen]?.scrollIntoView({ block: "nearest" });
    if (element.hidden) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${id}-${chosen}`);
  }

  /** Whether the key was meant for the menu. */
  function take(event) {
    if (element.hidden) return false;
    const keys = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => onPick(`/${shown[chosen].command}`),
      Tab: () => complete(`/${shown[chosen].command} `),
      Escape: hide,
    };
    if (!keys[event.key] || event.shiftKey) return false;
    keys[event.key]();
    return true;
  }

  function complete(text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function hide() {
    shown = [];
    draw();
  }

  function openAll() {
    shown = element.hidden ? [...commands] : [];
    draw();
    field.focus();
  }

  return { element, filter, take, hide, openAll, setCommands: (list) => (commands = list) };
}

function option(id, { command, description }, onClick) {
  // Pressing with the mouse must not take the focus from the field.
  const on = { mousedown: (event) => event.preventDefault(), click: onClick };
  const name = h("span", { class: "command-name" }, `/${command}`);
  return h("div", { class: "command", role: "option", id, on }, name, h("span", { class: "command-what" }, description));
}
