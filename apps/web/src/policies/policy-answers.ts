import type { ClockKey } from '#domain/clock.js';
import type { Words } from '../api/request.js';

export interface PolicyVersion {
  readonly version: string;
  readonly title: Words;
  readonly reason: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string | null;
  readonly openCases: number;
}

/** Of a whole version what the editor changes: the limits of its clocks, each with where it comes from. */
export interface PolicyDocument {
  readonly version: string;
  readonly clocks: Readonly<
    Record<
      string,
      {
        readonly title: Words;
        readonly limit: string;
        readonly basis: Words;
        readonly confidence: 'V' | 'V2' | 'P' | '?';
      }
    >
  >;
}

export interface PolicyChange {
  readonly path: string;
  readonly value: string;
}

export interface PolicyDifferences {
  readonly from: string;
  readonly to: string;
  readonly differences: readonly { readonly path: string; readonly from: unknown; readonly to: unknown }[];
}

export interface WhatIf {
  readonly version: string;
  readonly cases: number;
  readonly movedClocks: number;
  readonly movedCases: number;
  readonly overdueNow: number;
  readonly moves: readonly {
    readonly caseId: string;
    readonly caseNumber: string;
    readonly province: string;
    readonly clockId: string;
    readonly clock: ClockKey;
    readonly from: string;
    readonly to: string;
    readonly overdueNow: boolean;
  }[];
  readonly nextCursor: string | null;
  readonly interviews: readonly {
    readonly province: string;
    readonly weeks: readonly { readonly week: string; readonly before: number; readonly after: number }[];
    readonly notYetPlaced: number;
  }[];
}
