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
