import type { Words } from '../api/request.js';

export interface Notice {
  readonly id: string;
  readonly caseId: string | null;
  readonly urgent: boolean;
  readonly createdAt: string;
  readonly readAt: string | null;
  readonly sentence: Words;
}

export interface Notices {
  readonly items: readonly Notice[];
  readonly nextCursor: string | null;
  readonly unread: number;
  readonly urgent: number;
}
