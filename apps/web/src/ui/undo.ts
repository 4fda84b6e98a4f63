import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** What was just done and can still be taken back. */
export interface Undoable {
  /** In words: what was done. */
  readonly done: string;
  readonly undo: () => void;
  /** What waits until it cannot be taken back any more, such as erasing what was removed. */
  readonly settle?: () => void;
}

let offered: Undoable | null = null;
const listeners = new Set<() => void>();

/** One at a time: the next act settles the one before. */
export function offerUndo(next: Undoable | null): void {
  const before = offered;
  offered = next;
  before?.settle?.();
  for (const listener of listeners) listener();
}

export function takeBack(): void {
  const before = offered;
  offered = null;
  before?.undo();
  for (const listener of listeners) listener();
}

export function useOffered(): Undoable | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
  );
}

/** Offers to take back, or withdraws the offer with null; it stands as long as what offers it is shown. */
export function useUndo(): (undoable: Undoable | null) => void {
  const mine = useRef<Undoable | null>(null);
  const offer = useCallback((undoable: Undoable | null) => {
    if (undoable === null && offered !== mine.current) return;
    mine.current = undoable;
    offerUndo(undoable);
  }, []);
  useEffect(() => () => offer(null), [offer]);
  return offer;
}
