/** Of a person's own hand. Scrolling is none: a page scrolls itself as well; her wheel, finger or key does not. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** As long as the console waits between two looks at who is signed in: the first look after an act still follows it. */
const UNATTENDED_AFTER_MS = 60_000;

/** Calls at each sign; returns how to stop. */
export function onSignOfLife(listener: () => void): () => void {
  // A page that changes beneath a resting pointer may report a move of nothing.
  const heard = (event: Event) => {
    if (event instanceof PointerEvent && event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0)
      return;
    listener();
  };
  for (const sign of SIGNS) addEventListener(sign, heard, { passive: true, capture: true });
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, heard, { capture: true });
  };
}

// Whoever opened or loaded the page has just been there.
let lastAt = Date.now();
onSignOfLife(() => (lastAt = Date.now()));

/** True when nobody has touched this page for a minute. */
export function isUnattended(): boolean {
  return Date.now() - lastAt > UNATTENDED_AFTER_MS;
}
