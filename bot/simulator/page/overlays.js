/** What lies over the page for a moment: pictures, the choice of a phone, answers of the bot. */

import { avatar, h, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

const toastMs = 3500;

function openDialog(className, label, ...children) {
  const dialog = h("dialog", { class: className, "aria-label": label }, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Show pictures large; arrows go through an album, Esc closes.
 * @param {Array<{src: string, caption: string}>} pictures
 * @param {number} first
 */
export function showPhotos(pictures, first) {
  const image = h("img", { alt: t("photo") });
  const caption = h("p", {});
  const save = h("a", { class: "icon-button", title: t("download"), "aria-label": t("download"), download: true }, icon("download"));
  const close = iconButton("close", t("close"), () => dialog.close());
  const many = pictures.length > 1;
  const back = many && iconButton("left", t("previous_photo"), () => show(at - 1), { class: "icon-button back" });
  const on = many && iconButton("right", t("next_photo"), () => show(at + 1), { class: "icon-button on" });
  const tools = h("div", { class: "lightbox-tools" }, save, close);
  let at = first;

  function show(index) {
    at = (index + pictures.length) % pictures.length;
    image.src = save.href = pictures[at].src;
    caption.textContent = pictures[at].caption;
    image.alt = many ? t("photo_n", { n: at + 1, total: pictures.length }) : t("photo");
  }

  const dialog = openDialog("lightbox", t("photo"), image, caption, tools, back, on);
  dialog.addEventListener("keydown", ({ key }) => {
    if (many && key === "ArrowLeft") show(at - 1);
    if (many && key === "ArrowRight") show(at + 1);
  });
  show(first);
}

/**
 * Ask on which phone a deep link is to be opened.
 * @param {Array<{id: number, name: string, title: string}>} phones
 * @param {(id: number) => void} onChoice
 */
export function choosePhone(phones, onChoice) {
  const rows = phones.map(({ id, name, title }) => {
    const words = h("span", { class: "choice-words" }, h("strong", {}, name), h("span", {}, title));
    const choose = { click: () => (dialog.close(), onChoice(id)) };
    return h("button", { type: "button", class: "choice", "data-choice": id, on: choose }, avatar(name, id), words);
  });
  const title = h("h2", {}, t("choose_phone"));
  const cancel = h("button", { type: "button", class: "plain", on: { click: () => dialog.close() } }, t("cancel"));
  const dialog = openDialog("chooser", t("choose_phone"), title, h("p", {}, t("choose_phone_why")), ...rows, cancel);
}

/** The bot's short answers to a pressed button, and this page's own, over one phone. */
export function createAnswers() {
  const toast = h("div", { class: "toast", role: "status" });
  const element = h("div", { class: "answers" }, toast);
  let timer;

  function notify(text) {
    clearTimeout(timer);
    toast.textContent = text;
    toast.classList.add("shown");
    timer = setTimeout(() => toast.classList.remove("shown"), toastMs);
  }

  function alert(text, title) {
    const back = document.activeElement;
    const ok = h("button", { type: "button", class: "plain", on: { click: close } }, "OK");
    const words = [h("strong", {}, title), h("p", {}, text)];
    const on = { keydown: ({ key }) => key === "Escape" && close() };
    const box = h("div", { class: "alert", role: "alertdialog", "aria-label": text, on }, ...words, ok);
    element.append(box);
    ok.focus();

    function close() {
      box.remove();
      if (back.isConnected) back.focus();
    }
  }

  return { element, notify, alert };
}

/** One line saying what went wrong; it never stands in the way. */
export function createErrorLine() {
  const words = h("span", {});
  const hide = iconButton("close", t("dismiss"), () => set(""));
  const element = h("div", { class: "error-line", role: "alert", hidden: true }, words, hide);

  function set(problem) {
    words.textContent = problem;
    element.hidden = !problem;
  }

  return { element, set };
}
