import { CLOCK_KEYS, type ClockKey } from '../clock.js';
import { CASE_OUTCOMES, STAGES, type CaseOutcome, type Stage } from '../stages.js';
import type { BilingualText } from '../policy.js';
export const STAGE_LABELS = Object.fromEntries(STAGES.map((c) => [c, { th: c, en: c }])) as Record<Stage, BilingualText>;
export const CLOCK_LABELS = Object.fromEntries(CLOCK_KEYS.map((c) => [c, { th: c, en: c }])) as Record<ClockKey, BilingualText>;
export const CASE_OUTCOME_LABELS = Object.fromEntries(CASE_OUTCOMES.map((c) => [c, { th: c, en: c }])) as Record<CaseOutcome, BilingualText>;
