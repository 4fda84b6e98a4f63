import type { TaskKey } from './task-keys.js';

/** What a person can be referred for (GUIDE §2 stage 6). */
export const SERVICES = [
  'shelter',
  'counselling',
  'legal-aid',
  'medical',
  'fund',
  'education',
  'job-placement',
  'interpreter',
  'home-assessment',
] as const;
export type Service = (typeof SERVICES)[number];

/** What of her a referral may share: the minimum for its task, each by her consent (GUIDE §8.5). */
export const SHAREABLE_FIELDS = ['name', 'age', 'language', 'health', 'safety', 'needs', 'contact'] as const;
export type ShareableField = (typeof SHAREABLE_FIELDS)[number];

/**
 * Which answers each shared field is made of, beside what the person's own row holds (name, age, language, contact): the
 * latest of each task. Whatever stands not here is given to no receiver.
 */
export const SHARED_ANSWERS: Readonly<Record<ShareableField, readonly (readonly [TaskKey, readonly string[]])[]>> = {
  name: [],
  age: [],
  language: [],
  health: [
    [
      'health-and-safety-check',
      ['urgentMedicalNeed', 'urgentKind', 'injuries', 'medication', 'pregnant', 'disability', 'wantsDoctor'],
    ],
    ['health-and-safety-plan', ['healthNeeds', 'mentalHealthSupport', 'healthCheckOn']],
    ['assess-needs', ['healthUrgency', 'mindUrgency']],
  ],
  safety: [
    ['health-and-safety-check', ['exploiterNearby', 'afraidOf', 'phoneTraceable', 'safetyNotes']],
    ['health-and-safety-plan', ['safetyPlan', 'noContact']],
  ],
  needs: [
    ['health-and-safety-check', ['immediateNeeds']],
    ['assess-needs', ['needs', 'housing', 'papersMissing', 'legalNeeds', 'dependants']],
  ],
  contact: [['health-and-safety-plan', ['emergencyContact']]],
};

/** The receiver's grant: from the sending until it declines, she withdraws, or somebody else is asked. */
export const SHARING_STATES = ['sent', 'accepted'] as const;
