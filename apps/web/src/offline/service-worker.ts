import { removeExpired } from './vault.js';

/** Keeps the console's own files on the device, so that it opens without a network. Answers of the API never are. */
export function keepShellOffline(): void {
  void removeExpired();
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker.register('/sw.js');
}
