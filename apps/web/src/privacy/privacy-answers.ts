import type { BreachCategory } from '#domain/breach.js';
import type { PersonChanges, SubjectRequestKind } from '#domain/subject-requests.js';
import type { NoticeDrafts } from '#domain/texts/breach-notice.js';

export const ASKED_BY = ['person', 'guardian', 'representative'] as const;

/** What a person asked about her own data, as its list shows it: codes only. */
export interface SubjectRequest {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly kind: SubjectRequestKind;
  readonly askedBy: (typeof ASKED_BY)[number];
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly filedBy: string;
  readonly decision: 'granted' | 'refused' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly liftedAt: string | null;
}

/** The same with her words, for whoever is shown her story. */
export interface SubjectRequestInFull extends SubjectRequest {
  readonly details: { readonly words: string; readonly changes?: PersonChanges } | null;
  readonly decisionReason: string | null;
  readonly liftReason: string | null;
}

/** A closed case whose retention has passed, and what still keeps it. */
export interface ErasableCase {
  readonly id: string;
  readonly number: string;
  readonly province: string;
  readonly closedAt: string;
  readonly retentionUntil: string;
  readonly legalHold: { readonly placedAt: string; readonly placedBy: string } | null;
  readonly requested: { readonly requestedAt: string; readonly requestedBy: string } | null;
  readonly openSubjectRequests: number;
  readonly otherCasesOfIncident: number;
}

/** A breach of personal data, as the register shows it: codes only. */
export interface Breach {
  readonly id: string;
  readonly categories: readonly BreachCategory[];
  readonly personsAffected: number;
  readonly highRisk: boolean;
  readonly discoveredAt: string;
  readonly officeDueAt: string;
  readonly officeLateUntilAt: string;
  readonly recordedBy: string;
  readonly officeNotifiedAt: string | null;
  readonly personsNotifiedAt: string | null;
  readonly officeOverdue: boolean;
  readonly personsToBeTold: boolean;
}

export interface BreachInFull extends Breach {
  readonly whatHappened: string;
  readonly lateReason: string | null;
  readonly drafts: NoticeDrafts;
}
