import { useSyncExternalStore } from 'react';

export type Language = 'th' | 'en';
/** Which years are shown and typed: a choice of its own, whatever the language (CASEWORK §4, trap 4). */
export type Calendar = 'buddhist' | 'gregory';
export type Scheme = 'auto' | 'light' | 'dark';

export interface Preferences {
  readonly language: Language;
  readonly calendar: Calendar;
  readonly scheme: Scheme;
}

const KEY = 'preferences';
const DEFAULTS: Preferences = { language: 'th', calendar: 'buddhist', scheme: 'auto' };

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return { ...DEFAULTS, ...kept };
  } catch {
    return DEFAULTS;
  }
}

let current = read();
const listeners = new Set<() => void>();

/** How this device shows things. Nothing of a person or a case. */
export const preferences = {
  get: (): Preferences => current,
  set(changes: Partial<Preferences>): void {
    current = { ...current, ...changes };
    localStorage.setItem(KEY, JSON.stringify(current));
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => preferences.subscribe(listener), preferences.get);
}
