import { useQueryClient, useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { sessionControllerMe, sessionControllerSignOut } from '#client/sdk.gen.js';
import type { Me } from '../api/answers.js';
import { answerOf, onSignedOut, Refusal } from '../api/request.js';
import { PageLoading } from '../ui/PageLoading.js';
import { holdsUnsent, leaveDevice, sendOutbox } from '../reports/outbox.js';
import { findKeptProfile, keepProfile, moveToDevice, wipeDevice } from '../offline/vault.js';
import { Session } from './session-context.js';
import { lazily } from '../ui/lazily.js';

// Whoever is signed in already does not load them: a report is wanted first.
/** How long a session lasts if nobody touches it, and at the longest. */
interface SessionEnds {
  readonly idle: number;
  readonly atLatest: number;
}

const SignInPage = lazily(() => import('./SignInPage.js').then((m) => m.SignInPage));
const SessionEnding = lazily(() => import('./SessionEnding.js').then((m) => m.SessionEnding));
const SignOutDialog = lazily(() => import('./SignOutDialog.js').then((m) => m.SignOutDialog));
const SignInAgain = lazily(() => import('./SignInAgain.js').then((m) => m.SignInAgain));

interface Known {
  readonly me: Me;
  readonly isOffline: boolean;
  /** Apart from who she is: it changes with each look, and nothing else is to be drawn anew for it. */
  readonly endsInMs: SessionEnds | null;
}

/** Who is signed in. Without an answer the profile kept on this device stands in, so that a report can be written. */
export async function askWhoIAm(): Promise<Known | null> {
  try {
    const { endsInMs, ...me } = await answerOf<Me & { endsInMs: SessionEnds | null }>(sessionControllerMe());
    if (me.keepsOffline) {
      await moveToDevice();
      // Not waited for: what is kept for a later day must not hold up a report.
      void keepProfile(me);
    } else await leaveDevice(me.username);
    return { me, endsInMs, isOffline: false };
  } catch (reason) {
    if (reason instanceof Refusal) {
      if (reason.problem.status === 401) return null;
      throw reason;
    }
    const kept = await findKeptProfile();
    if (kept === null) return null;
    return { me: kept, endsInMs: null, isOffline: true };
  }
}

/** Long enough before the end to finish a sentence and send it (WCAG 2.2.1). */
const WARNED_BEFORE_MS = 5 * 60_000;

export interface SoonestEnd {
  readonly inMs: number;
  /** She can put it off; the end of a shift she cannot. */
  readonly canStay: boolean;
}

function soonestEnd(ends: SessionEnds | null): SoonestEnd | null {
  if (ends === null) return null;
  const inMs = Math.min(ends.idle, ends.atLatest);
  return inMs > WARNED_BEFORE_MS ? null : { inMs, canStay: ends.idle < ends.atLatest };
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const known = useQuery({ queryKey: ['me'], queryFn: askWhoIAm, staleTime: 60_000, refetchInterval: 60_000 });
  const [hasExpired, setExpired] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [lastMe, setLastMe] = useState<Me | null>(null);

  const current = known.data ?? null;
  if (current !== null && current.me !== lastMe) setLastMe(current.me);
  // The page stays where it is, with what was typed: only a window asks for the password again.
  useEffect(() => onSignedOut(() => setExpired(true)), []);

  const endsSoon = soonestEnd(current?.endsInMs ?? null);

  const leave = useCallback(async () => {
    try {
      await answerOf(sessionControllerSignOut());
    } catch (reason) {
      // Already over, or nobody answers: this device forgets in any case, and the server by itself.
      if (!(reason instanceof Error)) throw reason;
    }
    if (lastMe !== null) await wipeDevice(lastMe.username);
    queries.clear();
    // A fresh page: nothing of the person stays in memory.
    location.replace('/');
  }, [lastMe, queries]);
  const signOut = useCallback(async () => {
    if (lastMe !== null && (await holdsUnsent(lastMe.username))) setAsking(true);
    else await leave();
  }, [lastMe, leave]);

  const shown = current ?? (lastMe === null ? null : { me: lastMe, isOffline: false });
  const session = useMemo(
    () => (shown === null ? null : { ...shown, signOut }),
    [shown?.me, shown?.isOffline, signOut],
  );

  const signedIn = async (username: string) => {
    if (lastMe !== null && lastMe.username !== username) {
      // Somebody else: nothing of the one before stays on the screen.
      location.replace('/');
      return;
    }
    await queries.refetchQueries({ queryKey: ['me'] });
    setExpired(false);
    // A report that met the closed door goes now, not at the next try.
    await sendOutbox(username);
    await queries.invalidateQueries();
  };

  if (known.isPending) return <PageLoading />;
  if (session === null) {
    return (
      <Suspense fallback={<PageLoading />}>
        <SignInPage onSignedIn={signedIn} />
      </Suspense>
    );
  }
  return (
    <Session value={session}>
      {children}
      <Suspense fallback={null}>
        {!hasExpired && endsSoon !== null && <SessionEnding ends={endsSoon} onStay={() => known.refetch()} />}
        {isAsking && <SignOutDialog onLeave={leave} onClose={() => setAsking(false)} />}
        {hasExpired && <SignInAgain username={session.me.username} onSignedIn={signedIn} />}
      </Suspense>
    </Session>
  );
}
