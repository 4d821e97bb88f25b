/** Making elements. Data only ever enters as text nodes and attributes. */

const svgNamespace = "http://www.w3.org/2000/svg";

const icons = {
  send: "M3.4 20.6 21.5 12 3.4 3.4l-.1 6.7L14 12 3.3 13.9z",
  attach: "M16.5 6v11.2a4.2 4.2 0 0 1-8.4 0V5a2.6 2.6 0 0 1 5.2 0v10.5a1 1 0 0 1-2 0V6H9.8v9.5a2.5 2.5 0 0 0 5 0V5a4.1 4.1 0 0 0-8.2 0v12.2a5.7 5.7 0 0 0 11.4 0V6z",
  slash: "M15.8 4.5 10 20H8.1L13.9 4.5z",
  keyboard: "M3.5 5.5h17A1.5 1.5 0 0 1 22 7v10a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 2 17V7a1.5 1.5 0 0 1 1.5-1.5M5 8v2h2V8zm4 0v2h2V8zm4 0v2h2V8zm4 0v2h2V8zM5 11.5v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zM8 15v1.5h8V15z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
  more: "M12 8a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 12 8m0 5.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6m0 5.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6",
  down: "M12 15.6 5.4 9 6.8 7.6l5.2 5.2 5.2-5.2L18.6 9z",
  left: "M14.6 18.6 8 12l6.6-6.6L16 6.8 10.8 12l5.2 5.2z",
  right: "M9.4 18.6 8 17.2l5.2-5.2L8 6.8l1.4-1.4L16 12z",
  reply: "M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11",
  check: "M9.5 16.6 4.9 12l-1.4 1.4 6 6 11-11L19.1 7z",
  calendar: "M7 3h2v2h6V3h2v2h2.5A1.5 1.5 0 0 1 21 6.5v13a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19.5v-13A1.5 1.5 0 0 1 4.5 5H7zM5 10v9h14v-9z",
  download: "M11 4h2v8.2l3.1-3.1 1.4 1.4L12 16l-5.5-5.5 1.4-1.4 3.1 3.1zM5 18h14v2H5z",
  photo: "M4.5 4h15A1.5 1.5 0 0 1 21 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4M5 17h14l-4.7-6.3-3.5 4.5-2.3-2.8zm3.5-7a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3",
  file: "M6.5 2H14l5 5v13.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 20.5v-17A1.5 1.5 0 0 1 6.5 2M13 3.8V8h4.2z",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8m0 2c-3.3 0-8 1.6-8 4.8V20h16v-1.2c0-3.2-4.7-4.8-8-4.8",
  bell: "M12 22a2.2 2.2 0 0 0 2.2-2h-4.4a2.2 2.2 0 0 0 2.2 2m6.5-6v-5a6.5 6.5 0 0 0-5-6.3V4a1.5 1.5 0 0 0-3 0v.7a6.5 6.5 0 0 0-5 6.3v5L4 17.5V19h16v-1.5z",
  star: "m12 3 2.7 5.7 6.3.8-4.6 4.3 1.2 6.2-5.6-3.1L6.4 20l1.2-6.2L3 9.5l6.3-.8z",
  clock: "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15m-1 3v5.1l4.2 2.5 1-1.6-3.3-2V7.5z",
};

/**
 * An element with attributes, listeners and children.
 * @param {string} tag
 * @param {Object} [props] attributes; `on` holds listeners; false, null and undefined are left out
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

function setProp(element, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * A decorative icon; the control it sits in carries the name.
 * @param {keyof typeof icons} name
 */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", icons[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/**
 * A button showing an icon only; the label is its accessible name and tooltip.
 * @param {keyof typeof icons} name
 * @param {string} label
 * @param {(event: Event) => void} onClick
 * @param {Object} [props]
 */
export function iconButton(name, label, onClick, props = {}) {
  const named = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return h("button", { ...named, on: { click: onClick }, ...props }, icon(name));
}

/**
 * A round mark with a person's initials, in a colour that stays theirs.
 * @param {string} name
 * @param {number} id
 */
export function avatar(name, id) {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const initials = ends.map((word) => [...word][0] ?? "").join("").toUpperCase();
  return h("span", { class: `avatar tint-${Math.abs(id) % 6}`, "aria-hidden": "true" }, initials);
}
