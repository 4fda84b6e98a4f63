import type { ClockKey } from '../clock.js';
import { displayInstant, type DisplayLanguage, type Instant } from '../instant.js';
import type { BilingualText } from '../policy.js';
import type { WaitCause } from '../wait-causes.js';
import { CLOCK_LABELS } from './code-labels.js';
import { WAIT_CAUSE_LABELS } from './stuck-texts.js';
import { fillIn } from './fill-in.js';

/** What a notice can be about. Whoever writes notices of another kind adds it here with its words. */
export const NOTICE_KINDS = [
  'clock-warning',
  'clock-ended',
  'break-glass-used',
  'consent-withdrawn',
  'stuck-nudge',
  'stuck-escalated',
  'breach-notice-due',
  'breach-notice-overdue',
  'subject-request-due',
  'subject-request-overdue',
  'mass-reading',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Codes, numbers and instants: a notice leaves the house and never says whom it is about (GUIDE §8.4). */
export interface NoticeParams {
  readonly caseNumber?: string;
  readonly clock?: ClockKey;
  readonly threshold?: number;
  readonly due?: Instant;
  readonly cause?: WaitCause;
  /** Of staff: the name of an account. */
  readonly account?: string;
  readonly count?: number;
  readonly minutes?: number;
}

const NOTICE_TEXTS = {
  'clock-warning': {
    th: '{caseNumber}: {clock} ใช้เวลาไปแล้ว {threshold}% ครบกำหนด {due}',
    en: '{caseNumber}: {clock}, {threshold} % of the time has passed, due {due}',
  },
  'clock-ended': {
    th: '{caseNumber}: {clock} ครบกำหนดแล้วเมื่อ {due} ต้องตัดสิน',
    en: '{caseNumber}: {clock} ran out on {due}; a decision is due',
  },
  'break-glass-used': {
    th: '{caseNumber}: มีการเปิดดูแฟ้มด้วยสิทธิฉุกเฉิน โปรดตรวจสอบ',
    en: '{caseNumber}: the file was opened with emergency access; please review it',
  },
  'consent-withdrawn': {
    th: '{caseNumber}: ถอนความยินยอมให้ส่งต่อข้อมูลแล้ว โปรดหยุดใช้ข้อมูลที่ได้รับ',
    en: '{caseNumber}: the consent to sharing was withdrawn; please use what you were given no more',
  },
  'stuck-nudge': {
    th: '{caseNumber}: เคสรอ{cause} ถึงตาคุณดำเนินการ',
    en: '{caseNumber}: the case does not move ({cause}); it is your turn',
  },
  'stuck-escalated': {
    th: '{caseNumber}: เคสรอ{cause} มีผู้ขอให้หัวหน้างานช่วย',
    en: '{caseNumber}: the case does not move ({cause}); a supervisor is asked for',
  },
  'breach-notice-due': {
    th: 'เหตุละเมิดข้อมูลส่วนบุคคล: ต้องแจ้งสำนักงานคุ้มครองข้อมูลส่วนบุคคลภายใน {due} ใช้เวลาไปแล้ว {threshold}%',
    en: 'Personal data breach: the Office must be told by {due}; {threshold} % of the time has passed',
  },
  'breach-notice-overdue': {
    th: 'เหตุละเมิดข้อมูลส่วนบุคคล: พ้นกำหนดแจ้งสำนักงานเมื่อ {due} แจ้งทันทีพร้อมเหตุผลที่ล่าช้า',
    en: 'Personal data breach: the time to tell the Office ran out on {due}; tell it now, with the reason for the delay',
  },
  'subject-request-due': {
    th: '{caseNumber}: คำขอใช้สิทธิของเจ้าของข้อมูลต้องตอบภายใน {due} ใช้เวลาไปแล้ว {threshold}%',
    en: '{caseNumber}: a request about her own data must be answered by {due}; {threshold} % of the time has passed',
  },
  'subject-request-overdue': {
    th: '{caseNumber}: คำขอใช้สิทธิของเจ้าของข้อมูลพ้นกำหนดตอบเมื่อ {due} ต้องตัดสินทันที',
    en: '{caseNumber}: the time to answer a request about her own data ran out on {due}; decide it now',
  },
  'mass-reading': {
    th: 'บัญชี {account} เปิดแฟ้ม {count} เคสภายใน {minutes} นาที โปรดตรวจสอบว่ามีเหตุอันควรหรือไม่',
    en: 'The account {account} opened {count} files within {minutes} minutes; please find out whether there is a reason',
  },
} as const satisfies Record<NoticeKind, BilingualText>;

/** The one sentence of a notice, the same in the list, in an e-mail and in a digest. */
export function noticeSentence(kind: NoticeKind, params: NoticeParams, language: DisplayLanguage): string {
  const { caseNumber = '', clock, threshold = 0, due, cause, account = '', count = 0, minutes = 0 } = params;
  return fillIn(NOTICE_TEXTS[kind][language], {
    caseNumber,
    threshold,
    account,
    count,
    minutes,
    clock: clock === undefined ? '' : CLOCK_LABELS[clock][language],
    cause: cause === undefined ? '' : WAIT_CAUSE_LABELS[cause][language].toLowerCase(),
    due: due === undefined ? '' : displayInstant(due, language),
  });
}
