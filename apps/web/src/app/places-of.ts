import {
  IconBuildingBridge2,
  IconChecklist,
  IconClipboardPlus,
  IconFolders,
  IconHome,
  IconInbox,
  type Icon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { Role } from '#domain/roles.js';
import type { Me } from '../api/answers.js';
import { holdsAny } from '../auth/session-context.js';

export interface Place {
  readonly to: string;
  readonly label: ParseKeys;
  readonly icon: Icon;
}

const REPORTERS: readonly Role[] = ['police-officer', 'consular-officer', 'hotline-officer', 'labour-inspector'];
const READERS: readonly Role[] = ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member', 'administrator'];

/** The one page that a person's day begins on. */
export type Home = 'reporter' | 'inbox' | 'receiver' | 'administrator' | 'auditor';

export function homeOf(me: Me): Home {
  if (holdsAny(me, 'administrator')) return 'administrator';
  if (holdsAny(me, 'social-worker', 'supervisor', 'mdt-chair', 'mdt-member')) return 'inbox';
  if (holdsAny(me, 'shelter-staff', 'ngo-worker')) return 'receiver';
  return holdsAny(me, 'auditor') ? 'auditor' : 'reporter';
}

/** Where a person can go. The API decides what she may do there; nothing is offered that it would refuse. */
export function placesOf(me: Me): readonly Place[] {
  const home = homeOf(me);
  const places: Place[] = [];
  if (home === 'reporter') places.push({ to: '/', label: 'places.home', icon: IconHome });
  if (home === 'inbox') places.push({ to: '/', label: 'places.inbox', icon: IconInbox });
  if (home === 'receiver') places.push({ to: '/', label: 'places.requests', icon: IconBuildingBridge2 });
  if (home === 'reporter' || home === 'receiver') {
    places.push({ to: '/inbox', label: 'places.tasks', icon: IconChecklist });
  }
  if (holdsAny(me, ...READERS)) places.push({ to: '/cases', label: 'places.cases', icon: IconFolders });
  if (holdsAny(me, ...REPORTERS, 'social-worker', 'ngo-worker')) {
    places.push({ to: '/report', label: 'places.report', icon: IconClipboardPlus });
  }
  return places;
}
