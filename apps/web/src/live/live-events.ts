import type { QueryClient } from '@tanstack/react-query';

/** What the API tells while the console is open: which case, never what of it. */
interface LiveEvent {
  readonly kind: 'case' | 'work' | 'everything';
  readonly caseId?: string;
}

const CHANNEL = 'live-events';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Many changes of one moment ask the API once. */
const GATHER_MS = 250;
/** What is asked of a person, and what she looks over. A task that is being answered is none of it: nothing typed is replaced. */
const WORK = [
  'inbox',
  'requests',
  'sittings',
  'own-reports',
  'stuck',
  'approvals',
  'notices',
  'cases',
  'clocks',
  'calendar',
] as const;

/**
 * Keeps what is shown as it is now. Of several tabs one holds the connection and passes on what it hears: a browser opens
 * only six to one server. Returns how to stop.
 */
export function followLiveEvents(queries: QueryClient): () => void {
  const stopped = new AbortController();
  const renew = renewal(queries);
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<LiveEvent>) => renew(data);
  const hold = () =>
    listen(stopped.signal, (event) => {
      channel.postMessage(event);
      renew(event);
    });
  navigator.locks.request(CHANNEL, { signal: stopped.signal }, hold).catch((reason: unknown) => {
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) throw reason;
  });
  return () => {
    stopped.abort();
    channel.close();
  };
}

/** Until it is stopped; comes back after longer and longer waits when nobody answers. */
function listen(stopped: AbortSignal, tell: (event: LiveEvent) => void): Promise<void> {
  return new Promise((resolve) => {
    let wait = FIRST_WAIT_MS;
    let timer = 0;
    let source: EventSource | null = null;
    const open = () => {
      source = new EventSource('/v1/events');
      source.onopen = () => (wait = FIRST_WAIT_MS);
      source.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as LiveEvent);
      source.onerror = () => {
        // The browser would ask again at once and for ever, also of a server that is down.
        source?.close();
        timer = window.setTimeout(open, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
    };
    open();
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    });
  });
}

function renewal(queries: QueryClient): (event: LiveEvent) => void {
  const keys = new Map<string, readonly string[]>();
  let timer = 0;
  const flush = () => {
    timer = 0;
    const asked = [...keys.values()];
    keys.clear();
    for (const queryKey of asked) void queries.invalidateQueries({ queryKey });
  };
  return ({ kind, caseId }) => {
    if (kind === 'everything') keys.set('case', ['case']);
    if (kind === 'case' && caseId !== undefined) keys.set(`case/${caseId}`, ['case', caseId]);
    if (kind !== 'case') for (const key of WORK) keys.set(key, [key]);
    if (timer === 0) timer = window.setTimeout(flush, GATHER_MS);
  };
}
