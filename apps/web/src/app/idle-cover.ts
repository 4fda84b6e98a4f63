import { useEffect, useState } from 'react';
import { onSignOfLife } from './signs-of-life.js';

const COVERED_AFTER_MS = 3 * 60_000;

/** True when nobody has touched the device for a while: a shelter's shared screen must not go on showing a case. */
export function useIsIdle(afterMs = COVERED_AFTER_MS): readonly [boolean, () => void] {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer = 0;
    const restart = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setIdle(true), afterMs);
    };
    restart();
    const stopListening = onSignOfLife(restart);
    return () => {
      clearTimeout(timer);
      stopListening();
    };
  }, [afterMs]);
  return [isIdle, () => setIdle(false)];
}
