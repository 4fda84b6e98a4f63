import type { CaseCodes } from '#domain/case-codes.js';
import type { ClockKey } from '#domain/clock.js';
import type { Role } from '#domain/roles.js';
import type { ShareableField } from '#domain/service-referrals.js';
import type { Stage } from '#domain/stages.js';
import type { Dissent, MdtSitting } from './mdt-answers.js';
import type { Words } from './request.js';

/** What the API answers, as far as the console shows it. */

export interface Me {
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: readonly Role[];
  /** What the API will not refuse her; it decides, this only keeps dead ends off the screen. */
  readonly permissions: readonly string[];
  /** Whether her agency lets a device keep drafts and unsent reports. */
  readonly keepsOffline: boolean;
  readonly mfa: { readonly enrolled: boolean; readonly required: boolean; readonly missing: boolean } | null;
}

export type InboxGroup = 'overdue' | 'today' | 'next-7-days' | 'later' | 'no-deadline';

export interface TaskView {
  readonly id: string;
  readonly key: string;
  readonly checklist: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly state: 'blocked' | 'open' | 'completed' | 'cancelled';
  readonly roles: readonly Role[];
  readonly province: string;
  readonly assignee: string | null;
  readonly urgent: boolean;
  readonly mustDecide: boolean;
  readonly openedAt: string | null;
  readonly plannedAt: string | null;
  readonly dueAt: string | null;
  readonly settledAt: string | null;
  readonly outcome: string | null;
  readonly title: Words;
  readonly after: readonly string[];
}

export interface Inbox {
  readonly items: readonly (TaskView & { readonly group: InboxGroup })[];
  readonly counts: Readonly<Record<InboxGroup, number>>;
  readonly nextCursor: string | null;
}

export type Answers = Readonly<Record<string, unknown>>;

export interface FormField {
  readonly title: string;
  readonly 'x-title-th'?: string;
  readonly type: 'string' | 'boolean' | 'integer' | 'array' | 'object';
  readonly enum?: readonly string[];
  readonly 'x-enum-labels'?: Readonly<Record<string, Words>>;
  readonly 'x-thai-address'?: boolean;
  readonly format?: 'date' | 'date-time';
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: FormField;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, FormField>>;
  readonly required?: readonly string[];
}

export interface FormSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FormField>>;
  readonly if?: { readonly properties?: Readonly<Record<string, { readonly const?: unknown }>> };
  readonly then?: { readonly required?: readonly string[] };
}

export interface Form {
  readonly id: string;
  readonly version: number;
  readonly title: Words;
  readonly note?: Words;
  readonly schema: FormSchema;
  readonly presentation: Presentation;
}

export interface AskedIndicator {
  readonly id: string;
  readonly provisional: boolean;
  readonly label: Words;
  readonly question: Words;
}

export type Condition =
  | { readonly field: string; readonly is: readonly unknown[] }
  | { readonly allOf: readonly Condition[] }
  | { readonly anyOf: readonly Condition[] };

export interface ShownQuestion {
  readonly field: string;
  readonly label: Words;
  readonly help?: Words;
  readonly required: boolean;
  readonly showIf?: Condition;
  readonly maySilence: boolean;
  readonly asksEvidence: boolean;
  readonly indicators?: readonly AskedIndicator[];
}

export interface Choice {
  readonly value: string;
  readonly label: Words;
}

/** How a form is asked of this person: its pages and questions, in the order of the talk. */
export interface Presentation {
  readonly officialWording: { readonly state: string; readonly text: Words };
  readonly pages: readonly {
    readonly id: string;
    readonly title: Words;
    readonly intro?: Words;
    readonly questions: readonly ShownQuestion[];
  }[];
  readonly silence: readonly Choice[];
  readonly evidence: readonly Choice[];
}

export interface FoundIndicator {
  readonly indicator: string;
  readonly label: Words;
  readonly weight: string;
}

export interface SetAssessment {
  readonly set: {
    readonly id: string;
    readonly version: number;
    readonly title: Words;
    readonly provisional: boolean;
    readonly note: Words;
  };
  readonly result: 'suggests' | 'does-not-suggest' | 'cannot-tell';
  readonly dimensions: readonly {
    readonly id: string;
    readonly label: Words;
    readonly counts: boolean;
    readonly positive: boolean;
    readonly through: readonly FoundIndicator[];
    readonly against: readonly FoundIndicator[];
    readonly unknown: readonly string[];
  }[];
}

/** What the indicators say, and why; it advises and never decides. */
export interface ScreeningAdvice {
  readonly outcome: 'indication' | 'no-indication' | 'cannot-tell-yet';
  readonly answered: number;
  readonly sets: readonly SetAssessment[];
}

export interface Draft {
  readonly answers: Answers;
  readonly revision: number;
  readonly updatedAt: string;
}

/** What a partner agency was asked. */
export interface AskedPartner {
  readonly agency: string;
  readonly question: string;
  readonly askedAt: string;
}

export type TaskWithForm = TaskView & {
  /** What its answers may begin with; not kept until somebody says so. */
  readonly suggested?: Answers;
  readonly form: Form;
  readonly draft: Draft | null;
  readonly advice?: ScreeningAdvice | null;
  /** Of a finding: null while an opinion is still out. */
  readonly sitting?: MdtSitting | null;
  readonly dissents?: readonly Dissent[] | null;
  /** Of an answer of a partner agency: null where the question is not shown. */
  readonly askedPartner?: AskedPartner | null;
};

export interface CompletionReceipt {
  readonly task: { readonly id: string; readonly key: string };
  readonly case: { readonly id: string; readonly number: string; readonly stage: Stage; readonly status: string };
  readonly openTasks: readonly { readonly id: string; readonly key: string; readonly dueAt: string | null }[];
}

export interface ClockView {
  readonly id: string;
  readonly key: ClockKey;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly state: string;
  readonly endedAt: string | null;
  readonly lateByMs: number | null;
  readonly stoppedAt: string | null;
  readonly stopReason: string | null;
  /** Ends that were seen, and that a grant of before them has overtaken since. */
  readonly overtakenEnds: readonly { readonly dueAt: string; readonly endedAt: string }[];
  readonly title: Words;
  readonly kind: string | null;
  readonly basis: Words | null;
  readonly source: Words | null;
  readonly confidence: string | null;
  readonly unsettled: boolean;
  /** How it may be extended while it runs; null where nothing allows that. */
  readonly extension: ClockExtension | null;
}

export interface ClockExtension {
  readonly grounds: readonly string[];
  readonly grantedBy: readonly Role[];
  readonly latestDueAt: string;
  readonly basis: Words;
  readonly source: Words;
  readonly confidence: string;
}

/** A clock in the list across cases. */
export interface DueClock extends ClockView {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly province: string;
}

export interface WaitsFor {
  readonly what: Words;
  readonly roles: readonly Role[];
  readonly assignee: string | null;
  readonly since: string | null;
  readonly dueAt: string | null;
  readonly mustDecide: boolean;
  readonly rule: { readonly title: Words; readonly basis: Words | null; readonly confidence: string | null } | null;
  readonly unblockedBy: { readonly taskId?: string };
}

export interface Person {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly alias: string | null;
  readonly sex: string | null;
  readonly bornOn: string | null;
  readonly ageStatement: string | null;
  readonly nationality: string | null;
  readonly language: string | null;
  readonly nationalId?: string | null;
  readonly passportNumber?: string | null;
  readonly phone?: string | null;
  readonly homeProvince: string | null;
}

export interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly stageSince: string;
  readonly status: 'open' | 'closed';
  readonly outcome: string | null;
  readonly outcomeLabel: Words | null;
  readonly province: string;
  readonly policyVersion: string;
  /** Null where her story is not shown. */
  readonly codes: CaseCodes | null;
  readonly agency: string | null;
  readonly mustDecide: boolean;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly incidentNumber: string;
  readonly canGoTo: readonly Stage[];
  readonly person: Person | null;
  readonly otherCasesOfIncident: readonly { readonly id: string; readonly number: string }[];
  readonly waitsFor: readonly WaitsFor[];
  readonly openTasks: readonly TaskView[];
}

export interface CaseListItem {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly stageSince: string;
  readonly status: 'open' | 'closed';
  readonly outcome: string | null;
  readonly province: string;
  readonly mustDecide: boolean;
  readonly openedAt: string;
  readonly nextDueAt: string | null;
}

export interface TimelineEntry {
  readonly id: string;
  readonly kind: string;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly actor: string | null;
  readonly agency: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly sentence: Words;
}

export interface Referral {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly service: string;
  readonly receiverAgency: string;
  readonly purpose: string;
  readonly urgent: boolean;
  readonly sharedFields: readonly string[];
  readonly state: 'sent' | 'accepted' | 'declined' | 'rerouted' | 'withdrawn';
  readonly sentAt: string;
  readonly answeredAt: string | null;
  readonly answerReason: string | null;
  readonly answerBy: string | null;
}

/** A referral that she has taken back: that it ended is all that its receiver is still told. */
export type EndedReferral = Pick<Referral, 'id' | 'service' | 'state' | 'sentAt'>;

/** What a referral shares of one field, in words; empty where the case holds nothing of it. */
export interface SharedField {
  readonly field: ShareableField;
  readonly values: readonly { readonly title: Words | null; readonly text: Words }[];
}

export interface OwnReport {
  readonly id: string;
  readonly number: string;
  readonly reportedAt: string;
  readonly cases: readonly {
    readonly id: string;
    readonly number: string;
    readonly stage: Stage;
    readonly status: string;
    readonly custodyEndsAt: string | null;
    readonly mayAct: boolean;
  }[];
}

export interface ReportReceipt {
  readonly incidentNumber: string;
  readonly cases: readonly { readonly id: string; readonly number: string }[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: readonly Role[];
  readonly disabledAt: string | null;
  readonly canSignIn: boolean;
  readonly hasSecondFactor: boolean;
  readonly revision: number;
}

export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly account: string | null;
  readonly agency: string;
  readonly action: string;
  readonly decision: 'allowed' | 'refused';
  readonly caseId: string | null;
  readonly fields: readonly string[];
}

export interface CaseDocument {
  readonly id: string;
  readonly taskId: string | null;
  readonly kind: 'identity' | 'travel' | 'medical' | 'court' | 'photo' | 'statement' | 'other';
  readonly bytes: number;
  readonly scan: 'clean' | 'not-scanned';
  /** A picture that tells no place and no camera. */
  readonly hasCopy: boolean;
  readonly name: string | null;
  readonly uploadedAt: string;
}
