import type { Me } from '../api/answers.js';
import { findDraft } from './drafts.js';
import { newDraft, NEW_PERSON, type ReportDraft } from './report-draft.js';

export const REPORT_PATH = '/report';

export interface OpenedDraft {
  readonly draft: ReportDraft;
  /** Another one is being written in another tab. */
  readonly isElsewhere: boolean;
}

let opened: (OpenedDraft & { readonly username: string }) | null = null;

/** The draft on this device, or a new one. */
export async function draftFor(me: Me): Promise<OpenedDraft> {
  const { draft, isElsewhere } = await findDraft<ReportDraft>(me.username);
  return { draft: draft === null ? newDraft(me) : wholeDraft(draft, me), isElsewhere };
}

/** One that an earlier version of the console kept has fewer fields. */
function wholeDraft(kept: ReportDraft, me: Me): ReportDraft {
  return { ...newDraft(me), ...kept, persons: kept.persons.map((person) => ({ ...NEW_PERSON, ...person })) };
}

/** Read before anything is shown, where the page that is opened is the report. */
export async function openDraft(me: Me): Promise<void> {
  opened = { username: me.username, ...(await draftFor(me)) };
}

/** What was read at the opening, once: afterwards the device knows better. */
export function takeOpenedDraft(me: Me): OpenedDraft | null {
  const taken = opened;
  opened = null;
  return taken?.username === me.username ? taken : null;
}
