import { isTrue, violated, type TaskTemplate } from './task-template.js';

/** What she agrees to, each by itself: that she is interviewed, that her data goes to a service. */
export const CONSENT_SCOPES = ['interview', 'sharing'] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

export function scopesOf(withdrawn: string): readonly ConsentScope[] {
  return CONSENT_SCOPES.filter((scope) => withdrawn === 'all' || withdrawn === scope);
}

/**
 * Withdrawn at once and without reasons, by her or her guardian. It ends what rests on consent; protection and assistance
 * rest on the law and go on, and she is told so.
 */
export const WITHDRAW_CONSENT: TaskTemplate = {
  key: 'withdraw-consent',
  roles: ['social-worker', 'shelter-staff', 'ngo-worker'],
  outcomes: ['interview', 'sharing', 'all'],
  happenedAt: 'withdrawnAt',
  refuses: ({ answers }) =>
    isTrue(answers, 'toldHelpGoesOn') ? [] : [violated('toldHelpGoesOn', 'field-not-a-valid-value')],
  changes: (codes, { outcome }) =>
    scopesOf(outcome).includes('interview') ? { ...codes, consent: 'withdrawn' } : codes,
};
