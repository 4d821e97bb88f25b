/** Moments as people in the campaign read them. */

import { language } from "./words.js";

const timeZone = "Asia/Ho_Chi_Minh";
const utcOffset = 7 * 3600;
const formats = new Map();
const days = new Map();

/** Intl formats are slow to make and a chat needs hundreds of times. */
function format(options) {
  const key = language() + JSON.stringify(options);
  if (!formats.has(key)) {
    const locale = language() === "vi" ? "vi-VN" : "en-GB";
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  }
  return formats.get(key);
}

function parts(date) {
  const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const found = format({ ...fields, hourCycle: "h23" }).formatToParts(date);
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

const fromUnix = (seconds) => new Date(seconds * 1000);

/**
 * "08:05", of a message.
 * @param {number} seconds
 */
export const hourOf = (seconds) => {
  const { hour, minute } = parts(fromUnix(seconds));
  return `${hour}:${minute}`;
};

/**
 * "Thứ Hai, 30/01/2023", of a message.
 * @param {number} seconds
 */
export function dayOf(seconds) {
  // Asked again for every message at every change, and Việt Nam has no summer time.
  const key = `${language()} ${Math.floor((seconds + utcOffset) / 86_400)}`;
  if (!days.has(key)) days.set(key, dayLabel(fromUnix(seconds)));
  return days.get(key);
}

function dayLabel(date) {
  const { day, month, year } = parts(date);
  return `${format({ weekday: "long" }).format(date)}, ${day}/${month}/${year}`;
}

/**
 * "Thứ Hai, 30/01/2023 · 08:00", of an ISO moment.
 * @param {string} iso
 */
export function momentOf(iso) {
  const date = new Date(iso);
  const { hour, minute } = parts(date);
  return `${dayLabel(date)} · ${hour}:${minute}`;
}

/**
 * What a datetime-local field holds for an ISO moment: local to the campaign, not to this browser.
 * @param {string} iso
 */
export function fieldOf(iso) {
  const { year, month, day, hour, minute } = parts(new Date(iso));
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The ISO moment a datetime-local field means.
 * @param {string} field
 */
export const momentOfField = (field) => `${field}+07:00`;

/**
 * "1,2 MB".
 * @param {number} bytes
 */
export function sizeOf(bytes) {
  const units = ["B", "KB", "MB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const digits = { maximumFractionDigits: power === 2 ? 1 : 0 };
  return `${new Intl.NumberFormat(language(), digits).format(bytes / 1024 ** power)} ${units[power]}`;
}
