import type { Checklist } from '../task-template.js';

/** Stage 8 · Reintegration (คืนสู่สังคม): plan, job or school, debt, threats. */
export const REINTEGRATION: Checklist = {
  tasks: [
    {
      key: 'plan-reintegration',
      roles: ['social-worker', 'ngo-worker'],
      outcomes: ['planned'],
      tells: 'reintegrationPlanned',
    },
  ],
};
