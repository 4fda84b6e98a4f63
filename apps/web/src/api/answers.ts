import type { ClockKey } from '#domain/clock.js';
import type { Role } from '#domain/roles.js';
import type { Stage } from '#domain/stages.js';
import type { Words } from './request.js';

/** What the API answers, as far as the console shows it. */

export interface Me {
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: readonly Role[];
}

export type InboxGroup = 'overdue' | 'today' | 'next-7-days' | 'later' | 'no-deadline';

export interface TaskView {
  readonly id: string;
  readonly key: string;
  readonly checklist: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly state: 'waiting' | 'open' | 'completed' | 'cancelled';
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
}

export interface Draft {
  readonly answers: Answers;
  readonly revision: number;
  readonly updatedAt: string;
}

export type TaskWithForm = TaskView & { readonly form: Form; readonly draft: Draft | null };

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
  readonly title: Words;
  readonly kind: string | null;
  readonly basis: string | null;
  readonly source: string | null;
  readonly confidence: string | null;
  readonly unsettled: boolean;
}

export interface WaitsFor {
  readonly what: Words;
  readonly roles: readonly Role[];
  readonly assignee: string | null;
  readonly since: string | null;
  readonly dueAt: string | null;
  readonly mustDecide: boolean;
  readonly rule: { readonly title: Words; readonly basis: string | null; readonly confidence: string | null } | null;
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
  readonly codes: Readonly<Record<string, unknown>>;
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
