/** Files chosen, pasted or dropped, waiting above the composer to be sent. */

import { h, icon, iconButton } from "./dom.js";
import { sizeOf } from "./times.js";
import { t } from "./words.js";

const albumLimit = 10;
const isPicture = (file) => file.type.startsWith("image/");

/**
 * The strip of files about to be sent.
 * @param {(problem: string) => void} complain
 * @param {() => void} onChange
 */
export function createStaging(complain, onChange) {
  const list = h("ul", { class: "staged" });
  const asFile = h("input", { type: "checkbox" });
  const choice = h("label", { class: "as-file" }, asFile, t("attach_as_file"));
  const element = h("div", { class: "staging", hidden: true }, list, choice);
  let files = [];

  function show(next) {
    list.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    files = next;
    list.replaceChildren(...files.map((file) => chip(file, () => show(files.filter((f) => f !== file)))));
    element.hidden = files.length === 0;
    choice.hidden = !files.every(isPicture);
    onChange();
  }

  function add(more, asDocument = !more.every(isPicture)) {
    if (more.length === 0) return;
    if (files.length + more.length > albumLimit) complain(t("too_many", { n: albumLimit }));
    asFile.checked = asDocument || (files.length > 0 && asFile.checked);
    show([...files, ...more].slice(0, albumLimit));
  }

  function form(caption) {
    const data = new FormData();
    files.forEach((file) => data.append("files", file, file.name));
    const asPhotos = files.every(isPicture) && !asFile.checked;
    data.append("as", asPhotos ? "photo" : "document");
    data.append("caption", caption);
    return data;
  }

  return { element, add, form, clear: () => show([]), isEmpty: () => files.length === 0 };
}

function chip(file, onRemove) {
  const picture = isPicture(file) ? h("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
  const label = h("span", { class: "staged-name" }, file.name);
  const size = h("span", { class: "staged-size" }, sizeOf(file.size));
  return h("li", {}, picture, label, size, iconButton("close", t("remove", { name: file.name }), onRemove));
}

/**
 * Let files be dropped anywhere on a phone.
 * @param {HTMLElement} target
 * @param {(files: Array<File>) => void} onFiles
 */
export function acceptDrops(target, onFiles) {
  const hasFiles = (event) => event.dataTransfer.types.includes("Files");
  const mark = (on) => target.classList.toggle("dropping", on);
  target.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  target.addEventListener("dragleave", (event) => {
    if (!target.contains(event.relatedTarget)) mark(false);
  });
  target.addEventListener("drop", (event) => {
    mark(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  });
}
