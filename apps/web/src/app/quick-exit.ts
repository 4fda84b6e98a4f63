import { sessionControllerSignOut } from '#client/sdk.gen.js';

/** A page anybody may have open. It is left for at once, from any screen. */
const SAFE_PAGE = '/exit.html';

/**
 * Hides everything in the same frame, ends the session, steps back over every page of the console in the history, and
 * leaves from there: the Back button shows nothing of it. What waits to be sent stays on the phone, encrypted.
 */
export function quickExit(): void {
  document.documentElement.classList.add('left-in-a-hurry');
  document.title = '';
  void sessionControllerSignOut({ keepalive: true });
  const leave = () => location.replace(SAFE_PAGE);
  const depth = depthOfHistory();
  if (depth === 0) {
    leave();
    return;
  }
  addEventListener('popstate', leave, { once: true });
  setTimeout(leave, 120);
  history.go(-depth);
}

/** The router counts its own entries. */
function depthOfHistory(): number {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('idx' in state)) return 0;
  return typeof state.idx === 'number' ? state.idx : 0;
}

const PRESSES = 3;
const WITHIN_MS = 1_500;

/** F9, or Shift three times in a row: what a hand finds without looking. */
export function listenForQuickExit(): () => void {
  let presses: number[] = [];
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'F9') quickExit();
    if (event.key !== 'Shift') {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((at) => at > event.timeStamp - WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) quickExit();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
