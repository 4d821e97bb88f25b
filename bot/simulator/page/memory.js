/** What this browser keeps for itself: language, selected phone, drafts. */

const prefix = "thidua.";

/**
 * Keep a string; null forgets it.
 * @param {string} key
 * @param {string|null} value
 * @param {Storage} [storage]
 */
export function remember(key, value, storage = localStorage) {
  try {
    if (value === null || value === "") storage.removeItem(prefix + key);
    else storage.setItem(prefix + key, value);
  } catch {
    // A full or forbidden storage costs a draft, never the chat.
  }
}

/**
 * What was kept, or null.
 * @param {string} key
 * @param {Storage} [storage]
 * @returns {string|null}
 */
export function recall(key, storage = localStorage) {
  try {
    return storage.getItem(prefix + key);
  } catch {
    return null;
  }
}
