import { createContext, useContext } from 'react';
import type { Role } from '#domain/roles.js';
import type { Me } from '../api/answers.js';

export interface SessionContext {
  readonly me: Me;
  /** True while nobody answers: the profile kept on this device is used. */
  readonly isOffline: boolean;
  readonly signOut: () => Promise<void>;
}

export const Session = createContext<SessionContext | null>(null);

/** The signed-in person. Only pages inside the shell ask. */
export function useSession(): SessionContext {
  const session = useContext(Session);
  if (session === null) throw new Error('No session here');
  return session;
}

export function useMe(): Me {
  return useSession().me;
}

export function may(me: Me, permission: string): boolean {
  return me.permissions.includes(permission);
}

export function holdsAny(me: Me, ...roles: readonly Role[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}
