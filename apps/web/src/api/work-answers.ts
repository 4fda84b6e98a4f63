import type { Role } from '#domain/roles.js';
import type { Stage } from '#domain/stages.js';
import type { Words } from './request.js';

/** What the API answers to whoever looks over the work of many. */

export interface StuckCause {
  readonly key: string;
  readonly cause: string;
  readonly label: Words;
  readonly sentence: Words;
  readonly agency: string | null;
  readonly roles: readonly Role[];
  readonly actions: readonly {
    readonly action: string;
    readonly roles: readonly Role[];
    readonly taskId?: string;
    readonly clockId?: string;
  }[];
  readonly taskId: string | null;
  readonly workflowId: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface StuckCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly province: string;
  readonly mustDecide: boolean;
  readonly since: string;
  readonly causes: readonly StuckCause[];
}

export interface StuckBoard {
  readonly items: readonly StuckCase[];
  readonly counts: readonly { readonly cause: string; readonly count: number; readonly more: boolean }[];
  readonly nextCursor: string | null;
}

export interface Workload {
  readonly persons: readonly {
    readonly username: string | null;
    readonly province: string;
    readonly open: number;
    readonly dueToday: number;
    readonly overdue: number;
  }[];
}
