import { useTranslation } from 'react-i18next';
import {
  CASE_OUTCOME_LABELS,
  FINDING_LABELS,
  GROUND_LABELS,
  OUTCOME_LABELS,
  OUTCOME_LABELS_OF_TASK,
  ROLE_LABELS,
  SERVICE_LABELS,
  STAGE_LABELS,
} from '#domain/texts/code-labels.js';
import type { Role } from '#domain/roles.js';
import type { Stage } from '#domain/stages.js';
import type { Words } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { inOwnCalendar } from '../dates/own-calendar.js';
import { wordsIn } from '../i18n/i18n.js';
import { provinceOf } from '../places/provinces.js';

/** The domain's own words for its codes, in the language in use. */
export function useLabels() {
  const { i18n } = useTranslation();
  const settings = usePreferences();
  const inUse = (words: Words) => inOwnCalendar(wordsIn(i18n.language, words), settings);
  const ofCode = (labels: Readonly<Record<string, Words>>, code: string) => {
    const words = labels[code];
    return words === undefined ? code : inUse(words);
  };
  return {
    words: inUse,
    stage: (stage: Stage) => inUse(STAGE_LABELS[stage]),
    role: (role: Role) => inUse(ROLE_LABELS[role]),
    service: (service: string) => ofCode(SERVICE_LABELS, service),
    finding: (finding: string) => ofCode(FINDING_LABELS, finding),
    opinion: (outcome: string) => ofCode({ ...OUTCOME_LABELS, ...OUTCOME_LABELS_OF_TASK['give-mdt-opinion'] }, outcome),
    ground: (ground: string) => ofCode(GROUND_LABELS, ground),
    outcome: (outcome: string) => ofCode(CASE_OUTCOME_LABELS, outcome),
    province: (code: string) => {
      const province = provinceOf(code);
      return province === null ? code : inUse(province);
    },
  };
}
