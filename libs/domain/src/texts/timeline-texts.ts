import { CHECKLISTS } from '../checklists.js';
import { displayInstant, parseInstant, type DisplayLanguage } from '../instant.js';
import type { BilingualText } from '../policy.js';
import type { Checklist } from '../task-template.js';
import {
  CLOCK_LABELS,
  GROUND_LABELS,
  labelOf,
  outcomeLabel,
  SERVICE_LABELS,
  STAGE_LABELS,
  TASK_LABELS,
} from './code-labels.js';
import { fillTemplate, type TextParams } from './fill-in.js';

export const TIMELINE_KINDS = [
  'case-reported',
  'stage-entered',
  'task-completed',
  'task-opened',
  'task-cancelled',
  'clock-started',
  'clock-warning',
  'clock-ended',
  'clock-stopped',
  'clock-extended',
  'clock-end-overtaken',
  'custody-started',
  'custody-ended',
  'must-decide',
  'screening-decided',
  'finding-recorded',
  'referral-sent',
  'referral-accepted',
  'referral-declined',
  'referral-rerouted',
  'referral-withdrawn',
  'consent-withdrawn',
  'track-started',
  'process-started',
  'case-closed',
  'case-reopened',
  'exit-recorded',
  'task-assigned',
  'workflow-rebuilt',
  'wait-held',
  'case-nudged',
  'case-escalated',
  'policy-changed',
  'clock-moved',
  'legal-hold-placed',
  'legal-hold-lifted',
  'personal-data-erased',
  'subject-request-filed',
  'subject-request-decided',
  'sharing-restriction-lifted',
  'emergency-access',
  'case-linked',
  'case-merged',
  'case-link-reversed',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Thai closes no sentence with a full stop. */
const SENTENCES = {
  'case-reported': { th: 'รับแจ้งเหตุและเปิดเคสแล้ว', en: 'The report was received and the case was opened.' },
  'stage-entered': { th: 'เคสเข้าสู่ขั้น: {stage}', en: 'The case entered the stage: {stage}.' },
  'task-completed': { th: 'ทำแล้ว: {task} (ผล: {outcome})', en: 'Completed: {task} (result: {outcome}).' },
  'task-opened': { th: 'เปิดงานใหม่: {task}', en: 'New task: {task}.' },
  'task-cancelled': { th: 'ยกเลิกงาน: {task}', en: 'Task cancelled: {task}.' },
  'clock-started': { th: 'เริ่มนับเวลา: {clock} (ครบกำหนด {due})', en: 'Clock started: {clock} (due {due}).' },
  'clock-warning': {
    th: 'ใกล้ครบกำหนด: {clock} (ใช้เวลาไปแล้ว {threshold}%) (ครบกำหนด {due})',
    en: 'Time is running out: {clock} ({threshold}% used) (due {due}).',
  },
  'clock-ended': {
    th: 'หมดเวลา: {clock} (ครบกำหนด {due}) {late}',
    en: 'Time ran out: {clock} (due {due}), {late}.',
  },
  'clock-stopped': { th: 'หยุดนับเวลา: {clock} (เหตุ: {outcome})', en: 'Clock stopped: {clock} (because: {outcome}).' },
  'clock-extended': {
    th: 'ขยายเวลา: {clock} (ครบกำหนดใหม่ {due}) (เหตุผล: {ground})',
    en: 'Time extended: {clock} (now due {due}) (ground: {ground}).',
  },
  'clock-end-overtaken': {
    th: 'การหมดเวลาไม่มีผลแล้ว: {clock} (ครบกำหนดเดิม {due}) เพราะอนุญาตให้ขยายเวลาก่อนครบกำหนด',
    en: 'The end no longer counts: {clock} (was due {due}), because more time had been granted before it.',
  },
  'custody-started': {
    th: 'เริ่มคุ้มครองชั่วคราวตามมาตรา 29',
    en: 'Temporary protection under s.29 started.',
  },
  'custody-ended': {
    th: 'การคุ้มครองชั่วคราวตามมาตรา 29 สิ้นสุดแล้ว (ผล: {outcome})',
    en: 'Temporary protection under s.29 ended (result: {outcome}).',
  },
  'must-decide': {
    th: 'หมดเวลาแล้ว ต้องมีผู้ตัดสิน: {clock}',
    en: 'Time ran out and somebody must decide: {clock}.',
  },
  'screening-decided': { th: 'ผลการคัดกรอง: {outcome}', en: 'Screening decided: {outcome}.' },
  'finding-recorded': {
    th: 'ผลการคัดแยกของทีมสหวิชาชีพ: {outcome}',
    en: 'Finding of the multidisciplinary team: {outcome}.',
  },
  'referral-sent': { th: 'ส่งต่อเพื่อขอบริการ: {service} (ถึง {receiver})', en: 'Referral sent: {service} (to {receiver}).' },
  'referral-accepted': {
    th: 'หน่วยรับส่งต่อตอบรับ: {service} (โดย {receiver})',
    en: 'Referral accepted: {service} (by {receiver}).',
  },
  'referral-declined': {
    th: 'หน่วยรับส่งต่อไม่รับ: {service} (โดย {receiver})',
    en: 'Referral declined: {service} (by {receiver}).',
  },
  'referral-rerouted': {
    th: 'ส่งต่อหน่วยอื่นแทน: {service} (ถึง {receiver})',
    en: 'Referral re-routed: {service} (to {receiver}).',
  },
  'referral-withdrawn': {
    th: 'ถอนความยินยอมแล้ว หยุดส่งข้อมูล: {service}',
    en: 'Consent withdrawn, sharing stopped: {service}.',
  },
  'consent-withdrawn': { th: 'ถอนความยินยอม: {outcome}', en: 'Consent withdrawn: {outcome}.' },
  'track-started': { th: 'เริ่มงานคู่ขนาน: {task}', en: 'Parallel track started: {task}.' },
  'process-started': { th: 'เริ่มกระบวนการใหม่ของเคส', en: 'A new process of the case started.' },
  'case-closed': { th: 'ปิดเคส: {outcome}', en: 'Case closed: {outcome}.' },
  'case-reopened': {
    th: 'เปิดเคสอีกครั้ง เพราะมีข้อเท็จจริงใหม่',
    en: 'The case was re-opened because new facts came.',
  },
  'case-linked': { th: 'เชื่อมกับเคส {case}', en: 'Linked with case {case}.' },
  'case-merged': { th: 'เป็นคนเดียวกับเคส {case}', en: 'The same person as in case {case}.' },
  'case-link-reversed': { th: 'ยกเลิกความเชื่อมโยงกับเคส {case}', en: 'No longer connected with case {case}.' },
  'exit-recorded': { th: 'บันทึกการออกจากกระบวนการ: {outcome}', en: 'Exit recorded: {outcome}.' },
  'task-assigned': { th: 'มอบหมายงาน: {task}', en: 'Task assigned: {task}.' },
  'workflow-rebuilt': {
    th: 'ระบบสร้างกระบวนการของเคสขึ้นใหม่จากบันทึก',
    en: 'The system rebuilt the process of the case from its record.',
  },
  'wait-held': { th: 'ถือว่ารอโดยชอบจนถึง {due}', en: 'Said to wait rightly until {due}.' },
  'case-nudged': { th: 'เตือนผู้รับผิดชอบให้ดำเนินการ', en: 'Whoever can unblock the case was reminded.' },
  'case-escalated': { th: 'แจ้งหัวหน้างานว่าเคสติดขัด', en: 'Supervisors were told that the case does not move.' },
  'policy-changed': {
    th: 'เปลี่ยนนโยบายของเคสจาก {from} เป็น {to}',
    en: 'The policy of the case was changed from {from} to {to}.',
  },
  'clock-moved': {
    th: 'กำหนดเวลาเปลี่ยนตามนโยบาย: {clock} (ครบกำหนดใหม่ {due})',
    en: 'The policy moved a clock: {clock} (now due {due}).',
  },
  'legal-hold-placed': { th: 'ระงับการลบข้อมูลตามกฎหมาย', en: 'A legal hold keeps the data from being erased.' },
  'legal-hold-lifted': { th: 'ยกเลิกการระงับการลบข้อมูล', en: 'The legal hold was lifted.' },
  'personal-data-erased': {
    th: 'ลบข้อมูลส่วนบุคคลอย่างถาวรเมื่อครบกำหนดเก็บรักษา',
    en: 'The personal data was erased for good at the end of its retention.',
  },
  'subject-request-filed': {
    th: 'เจ้าของข้อมูลยื่นคำขอ (ต้องตอบภายใน {due})',
    en: 'The person made a request about her data (to be answered by {due}).',
  },
  'subject-request-decided': {
    th: 'ตัดสินคำขอของเจ้าของข้อมูลแล้ว',
    en: 'The person’s request about her data was decided.',
  },
  'sharing-restriction-lifted': {
    th: 'ยกเลิกการจำกัดการใช้ข้อมูล',
    en: 'The restriction on sharing the data was lifted.',
  },
  'emergency-access': {
    th: 'มีการเปิดอ่านแฟ้มด้วยสิทธิฉุกเฉิน (อ่านได้ถึง {due})',
    en: 'The file was opened with emergency access (readable until {due}).',
  },
} as const satisfies Record<TimelineKind, BilingualText>;

/** One event of a case's timeline as a sentence. The record keeps codes; words may change, and serve two languages. */
export function sentenceOf(kind: TimelineKind, params: TextParams, language: DisplayLanguage): string {
  return fillTemplate(SENTENCES[kind][language], wordsOf(kind, params, language));
}

function wordsOf(kind: TimelineKind, params: TextParams, language: DisplayLanguage): TextParams {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries<string | number | null>(params)) {
    if (value === null) continue;
    if (kind === 'task-completed' && name === 'outcome' && isImplied(String(params.task))) continue;
    words[name] = wordOf(name, value, String(params.task), language);
  }
  return words;
}

function wordOf(name: string, value: string | number, task: string, language: DisplayLanguage): string | number {
  const code = String(value);
  const known = (labels: Readonly<Record<string, BilingualText>>): string | undefined =>
    labelOf(labels, code)?.[language];
  switch (name) {
    case 'task':
      return known(TASK_LABELS) ?? code;
    case 'clock':
      return known(CLOCK_LABELS) ?? code;
    case 'stage':
      return known(STAGE_LABELS) ?? code;
    case 'service':
      return inSentence(known(SERVICE_LABELS)) ?? code;
    case 'ground':
      return inSentence(known(GROUND_LABELS)) ?? code;
    case 'outcome': {
      const label = outcomeLabel(task, code)[language];
      return label === code ? code : (inSentence(label) ?? code);
    }
    case 'due':
      return parseInstant(code) === null ? code : displayInstant(code, language);
    case 'late':
      return lateness(Number(value), language);
    default:
      return value;
  }
}

/** "2 h 5 min late"; nothing under a minute, which is no more than the watchman's step. */
function lateness(seconds: number, language: DisplayLanguage): string {
  const minutes = Math.floor(seconds / 60);
  if (!(minutes >= 1)) return '';
  const units = { th: ['วัน', 'ชม.', 'นาที'], en: ['d', 'h', 'min'] }[language];
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
    .map((count, index) => (count === 0 ? '' : `${count} ${units[index] ?? ''}`))
    .filter((part) => part !== '')
    .join(' ');
  return language === 'th' ? `ช้า ${parts}` : `${parts} late`;
}

/** A label stands alone with a capital; inside a sentence it has none. */
function inSentence(label: string | undefined): string | undefined {
  return label && label.charAt(0).toLowerCase() + label.slice(1);
}

/** Where a task can end in one way only, to name its outcome would say "done" twice. */
function isImplied(task: string): boolean {
  const outcomes = Object.values<Checklist>(CHECKLISTS)
    .flatMap(({ tasks }) => tasks)
    .filter(({ key }) => key === task)
    .flatMap((template) => [...template.outcomes]);
  return new Set(outcomes).size === 1;
}
