import type { Stage } from '#domain/stages.js';
import type { Words } from '../api/request.js';

/** Where the stage stands in the law, as the domain guide §2 and §4 name it. */
export const STAGE_LAWS = {
  report: { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  reception: { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  'preliminary-screening': { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  'temporary-protection': { th: 'พ.ร.บ. 2551 ม.29', en: 'Act B.E. 2551, s.29' },
  'recovery-reflection': { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  'formal-identification': { th: 'พ.ร.บ. 2551 ม.6, ม.6/1', en: 'Act B.E. 2551, s.6, s.6/1' },
  'rights-and-choices': { th: 'พ.ร.บ. 2551 ม.33, ม.34, ม.41', en: 'Act B.E. 2551, s.33, s.34, s.41' },
  assistance: { th: 'พ.ร.บ. 2551 ม.33', en: 'Act B.E. 2551, s.33' },
  return: { th: 'พ.ร.บ. 2551 ม.38, ม.39', en: 'Act B.E. 2551, s.38, s.39' },
  reintegration: { th: 'พ.ร.บ. 2551 ม.33', en: 'Act B.E. 2551, s.33' },
  'follow-up': { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  closure: { th: 'NRM พ.ศ. 2565', en: 'NRM B.E. 2565' },
  closed: { th: '', en: '' },
} as const satisfies Readonly<Record<Stage, Words>>;
