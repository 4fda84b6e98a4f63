import {
  IconAdjustments,
  IconAlertTriangle,
  IconScale,
  IconBuildingBridge2,
  IconCalendarEvent,
  IconChartBar,
  IconChecklist,
  IconClipboardPlus,
  IconFolders,
  IconHeartbeat,
  IconHome,
  IconShieldLock,
  IconHourglass,
  IconInbox,
  IconListSearch,
  IconMap2,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { Me } from '../api/answers.js';
import { holdsAny, may } from '../auth/session-context.js';

export interface Place {
  readonly to: string;
  readonly label: ParseKeys;
  readonly icon: Icon;
}

/** The one page that a person's day begins on. */
export type Home = 'reporter' | 'inbox' | 'mdt' | 'receiver' | 'consulate' | 'administrator' | 'auditor';

export function homeOf(me: Me): Home {
  if (holdsAny(me, 'administrator')) return 'administrator';
  if (holdsAny(me, 'social-worker', 'supervisor')) return 'inbox';
  if (holdsAny(me, 'mdt-chair', 'mdt-member')) return 'mdt';
  if (holdsAny(me, 'shelter-staff', 'ngo-worker')) return 'receiver';
  if (holdsAny(me, 'consular-officer')) return 'consulate';
  return holdsAny(me, 'auditor') ? 'auditor' : 'reporter';
}

/** Where a person can go. The API decides what she may do there; nothing is offered that it would refuse. */
export function placesOf(me: Me): readonly Place[] {
  const home = homeOf(me);
  const places: Place[] = [];
  if (home === 'reporter' || home === 'consulate') places.push({ to: '/', label: 'places.home', icon: IconHome });
  if (home === 'administrator') places.push({ to: '/', label: 'places.stuck', icon: IconAlertTriangle });
  if (home === 'inbox') places.push({ to: '/', label: 'places.inbox', icon: IconInbox });
  if (home === 'mdt') places.push({ to: '/', label: 'places.sittings', icon: IconUsersGroup });
  if (home === 'receiver') places.push({ to: '/', label: 'places.requests', icon: IconBuildingBridge2 });
  if (home !== 'inbox' && home !== 'auditor') {
    places.push({ to: '/inbox', label: 'places.tasks', icon: IconChecklist });
  }
  if (home === 'auditor') places.push({ to: '/', label: 'places.audit', icon: IconListSearch });
  if (home === 'inbox' && may(me, 'calendar.read'))
    places.push({ to: '/calendar', label: 'places.calendar', icon: IconCalendarEvent });
  if (may(me, 'case.list')) places.push({ to: '/cases', label: 'places.cases', icon: IconFolders });
  if (may(me, 'case.list') && home !== 'mdt')
    places.push({ to: '/clocks', label: 'places.clocks', icon: IconHourglass });
  if ((home === 'inbox' || home === 'mdt') && may(me, 'stuck.list'))
    places.push({ to: '/stuck', label: 'places.stuck', icon: IconAlertTriangle });
  if (may(me, 'workload.read')) places.push({ to: '/workload', label: 'places.workload', icon: IconScale });
  if (home === 'administrator') places.push({ to: '/country', label: 'places.country', icon: IconMap2 });
  if (may(me, 'statistics.read')) places.push({ to: '/figures', label: 'places.figures', icon: IconChartBar });
  if (may(me, 'policy.read') && home !== 'inbox' && home !== 'mdt')
    places.push({ to: '/policies', label: 'places.policies', icon: IconAdjustments });
  if (home === 'administrator') places.push({ to: '/engine', label: 'places.engine', icon: IconHeartbeat });
  if (may(me, 'subject-request.list')) places.push({ to: '/privacy', label: 'places.privacy', icon: IconShieldLock });
  if (may(me, 'account.manage')) places.push({ to: '/users', label: 'places.users', icon: IconUsers });
  if (may(me, 'report.create')) {
    places.push({ to: '/report', label: 'places.report', icon: IconClipboardPlus });
  }
  return places;
}
