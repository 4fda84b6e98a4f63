import { removeExpired } from './vault.js';

/** A slow phone has made its first page by then: what is kept for later comes after what is wanted now. */
const AFTER_MS = 2_000;

/** Keeps the console's own files on the device, so that it opens without a network. Answers of the API never are. */
export function keepShellOffline(): void {
  setTimeout(() => {
    void removeExpired();
    if ('serviceWorker' in navigator && !import.meta.env.DEV) void navigator.serviceWorker.register('/sw.js');
  }, AFTER_MS);
}
