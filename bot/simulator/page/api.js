/** Talking to the demo's server. */

import { t } from "./words.js";

/** A refusal or a broken connection, in words fit to be shown. */
export class ChatError extends Error {}

/** Everything the page shows. */
export const getState = () => request("/chat/state");

/**
 * Tell the server something happened on the page.
 * @param {string} path below /chat
 * @param {Object|FormData} body
 */
export function post(path, body) {
  const isForm = body instanceof FormData;
  const headers = isForm ? {} : { "Content-Type": "application/json" };
  return request(`/chat${path}`, { method: "POST", headers, body: isForm ? body : JSON.stringify(body) });
}

async function request(url, options = {}) {
  const response = await fetch(url, { cache: "no-store", ...options }).catch(() => {
    throw new ChatError(t("no_connection"));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ChatError(answer.error ?? t("refused", { status: response.status }));
  return answer;
}

/**
 * Where the bytes of a file are.
 * @param {string} fileId
 */
export const fileUrl = (fileId) => `/chat/files/${encodeURIComponent(fileId)}`;

/**
 * Hear of every change, for as long as the page lives.
 * @param {() => void} onChange also called after each reconnection, when changes may have been missed
 * @param {(online: boolean) => void} onOnline
 */
export function listen(onChange, onOnline) {
  const source = new EventSource("/chat/events");
  source.onopen = () => {
    onOnline(true);
    onChange();
  };
  source.onmessage = onChange;
  source.onerror = () => {
    onOnline(false);
    // The browser retries a dropped connection by itself, but gives up after an HTTP error.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(onChange, onOnline), 2000);
  };
}
