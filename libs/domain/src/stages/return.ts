import type { CaseCodes } from '../case-codes.js';
import type { Act, Checklist } from '../task-template.js';

function withReturnSafety(codes: CaseCodes, { outcome }: Act): CaseCodes {
  return { ...codes, returnSafety: outcome === 'safe' ? 'safe' : 'not-safe' };
}

/** In the same commit: the way back stays shut while the workflow has not yet read the assessment. */
function mayReturn(codes: CaseCodes): boolean {
  return codes.returnSafety !== 'not-safe';
}

/** Stage 7b · Return of a Thai (s.39): only to a home that has been found safe. */
export const RETURN_OF_A_THAI: Checklist = {
  tasks: [
    {
      key: 'assess-home',
      roles: ['social-worker'],
      outcomes: ['safe', 'not-safe'],
      place: 'home-province',
      changes: withReturnSafety,
      tells: ({ outcome }) => (outcome === 'not-safe' ? 'homeAssessed' : null),
    },
    {
      key: 'return-home',
      roles: ['social-worker', 'consular-officer'],
      outcomes: ['returned', 'not-returned'],
      after: ['assess-home'],
      onlyIf: mayReturn,
      happenedAt: 'returnedAt',
      tells: 'personReturned',
    },
  ],
};

/** Stage 7a · Return of a foreign victim (s.38): nationality, family and risk first; safety decides. */
export const RETURN_OF_A_FOREIGNER: Checklist = {
  tasks: [
    { key: 'prove-nationality', roles: ['social-worker', 'consular-officer'], outcomes: ['proven', 'not-proven'] },
    {
      key: 'trace-family',
      roles: ['social-worker', 'ngo-worker'],
      outcomes: ['found', 'not-found'],
      clockOnOpening: 'family-tracing',
    },
    {
      key: 'assess-return-risk',
      roles: ['social-worker'],
      outcomes: ['safe', 'not-safe'],
      after: ['prove-nationality', 'trace-family'],
      changes: withReturnSafety,
      tells: ({ outcome }) => (outcome === 'not-safe' ? 'returnRiskAssessed' : null),
    },
    {
      key: 'arrange-travel-document',
      roles: ['social-worker', 'consular-officer'],
      outcomes: ['issued'],
      after: ['assess-return-risk'],
      onlyIf: mayReturn,
    },
    {
      key: 'hand-over',
      roles: ['social-worker', 'police-officer'],
      outcomes: ['handed-over', 'not-handed-over'],
      after: ['arrange-travel-document'],
      onlyIf: mayReturn,
      happenedAt: 'handedOverAt',
      tells: 'personReturned',
    },
  ],
};
