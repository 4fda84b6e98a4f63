import { useEffect, useState } from 'react';

const COVERED_AFTER_MS = 3 * 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'] as const;

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
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, restart, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, restart);
    };
  }, [afterMs]);
  return [isIdle, () => setIdle(false)];
}
