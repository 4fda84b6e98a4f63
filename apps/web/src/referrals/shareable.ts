/** What a referral may share, as the API takes it. */
export const SHAREABLE_FIELDS = ['name', 'age', 'language', 'health', 'safety', 'needs', 'contact'] as const;
export type ShareableField = (typeof SHAREABLE_FIELDS)[number];

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
