import type { CaseFaultKind } from '../case-faults.js';
import { displayDay, displayInstant, type DisplayLanguage } from '../instant.js';
import type { BilingualText } from '../policy.js';
import type { StuckCause, StuckRule } from '../stuck.js';
import type { WaitCause } from '../wait-causes.js';
import { CLOCK_LABELS, labelOf, ROLE_LABELS, SERVICE_LABELS, STAGE_LABELS, TASK_LABELS } from './code-labels.js';
import { fillTemplate } from './fill-in.js';

/** What a case waits for, as a column of the board is named. */
export const WAIT_CAUSE_LABELS = {
  person: { th: 'เจ้าหน้าที่', en: 'A person' },
  agency: { th: 'หน่วยงานอื่น', en: 'Another agency' },
  document: { th: 'เอกสาร', en: 'A document' },
  interpreter: { th: 'ล่าม', en: 'An interpreter' },
  court: { th: 'ศาล', en: 'The court' },
  consent: { th: 'ความยินยอม', en: 'Consent' },
  quorum: { th: 'องค์ประชุมทีมสหวิชาชีพ', en: 'The quorum of the team' },
  'return-arrangement': { th: 'การเตรียมส่งกลับ', en: 'Arrangements for the return' },
  'system-fault': { th: 'ระบบขัดข้อง', en: 'A fault of the system' },
  'no-owner': { th: 'ไม่มีผู้รับผิดชอบ', en: 'No owner' },
  'no-deadline': { th: 'ไม่มีกำหนดเวลา', en: 'No deadline' },
} as const satisfies Readonly<Record<WaitCause, BilingualText>>;

const FAULT_TEXTS = {
  'clock-unseen-by-workflow': {
    th: 'กระบวนการของเคสไม่เห็นว่าหมดเวลา',
    en: 'its process did not see a clock run out',
  },
  'clock-not-committed': { th: 'บันทึกการหมดเวลาไม่ได้', en: 'a clock that ran out cannot be recorded' },
  'workflow-task-failing': { th: 'กระบวนการทำงานผิดพลาดซ้ำ ๆ', en: 'its process fails again and again' },
  'workflow-missing': { th: 'ไม่พบกระบวนการของเคส', en: 'its process is missing' },
  'workflow-stray': {
    th: 'มีกระบวนการทำงานอยู่ทั้งที่บันทึกว่าสิ้นสุดแล้วหรือไม่มีในบันทึก',
    en: 'a process runs that the record has ended or does not know',
  },
  'workflow-not-answering': {
    th: 'กระบวนการของเคสไม่ตอบว่าดำเนินการถึงไหนแล้ว',
    en: 'its process does not say how far it has come',
  },
  'fact-undelivered': { th: 'ข้อมูลที่บันทึกแล้วยังไม่ถึงกระบวนการ', en: 'what was recorded has not reached its process' },
  'record-behind-workflow': {
    th: 'บันทึกขาดข้อมูลที่กระบวนการมี',
    en: 'the record lacks what its process has been told',
  },
  'clock-row-altered': { th: 'กำหนดเวลาถูกแก้จากภายนอก', en: 'a clock was changed from outside' },
  'stage-row-altered': { th: 'ขั้นของเคสถูกแก้จากภายนอก', en: 'its stage was changed from outside' },
  'task-row-altered': { th: 'สถานะงานถูกแก้จากภายนอก', en: 'a task was changed from outside' },
} as const satisfies Readonly<Record<CaseFaultKind, BilingualText>>;

/** Thai closes no sentence with a full stop. */
const SENTENCES = {
  'clock-breached': {
    th: 'หมดเวลา {clock} เมื่อ {sinceTime} และยังไม่มีผู้ตัดสิน {who}ทำ “{task}” ได้',
    en: '{clock}: time ran out on {sinceTime} and nobody has answered; {who} can complete “{task}”.',
  },
  'referral-unanswered': {
    th: '{receiver} ไม่ตอบการส่งต่อเพื่อขอบริการ {service} ซึ่งครบกำหนด {sinceTime} {who}ตอบได้ หรือผู้ส่งส่งหน่วยอื่นแทนได้',
    en: 'The referral for {service} has not been answered by {receiver}, due {sinceTime}; {who} can answer it, or the sender can ask another.',
  },
  'quorum-missed': {
    th: 'ตั้งแต่ {since} ทีมสหวิชาชีพไม่ครบองค์ประชุม {misses} ครั้ง {who}กำหนดวันประชุมใหม่ได้',
    en: 'Since {since} the MDT has not reached its quorum {misses}; {who} can set a new date.',
  },
  'interpreter-missing': {
    th: 'ตั้งแต่ {since} ยังไม่มีล่ามภาษา{language} {who}เพิ่มล่ามได้',
    en: 'Since {since} there has been no interpreter for {language}; {who} can add one.',
  },
  'guardian-awaited': {
    th: 'ตั้งแต่ {since} ความยินยอมรอผู้ปกครอง {who}บันทึกคำตอบของผู้ปกครองได้',
    en: 'Since {since} the consent has waited for a guardian; {who} can record the guardian’s answer.',
  },
  'no-owner': {
    th: 'ตั้งแต่ {since} ไม่มีใครรับงาน “{task}” หัวหน้างานมอบหมายได้',
    en: 'Since {since} nobody has taken “{task}”; a supervisor can assign it.',
  },
  'no-deadline': {
    th: 'งาน “{task}” เปิดอยู่ตั้งแต่ {since} โดยไม่มีกำหนดเวลา {who}ทำได้',
    en: '“{task}” has been open since {since} without a deadline; {who} can complete it.',
  },
  'stage-idle': {
    th: 'ตั้งแต่ {since} ขั้น {stage} ไม่คืบหน้า {who}ทำ “{task}” ได้',
    en: 'Since {since} nothing has moved in the stage “{stage}”; {who} can complete “{task}”.',
  },
  'nothing-open': {
    th: 'ตั้งแต่ {sinceTime} เคสยังไม่ไปต่อและไม่มีงานให้ใครทำ {who}ลองใหม่หรือเริ่มกระบวนการจากบันทึกได้',
    en: 'Since {sinceTime} the case has not gone on and nobody has anything to do; {who} can retry it or start its process again from the record.',
  },
  machinery: {
    th: 'ตั้งแต่ {sinceTime} ระบบขัดข้อง: {fault} {who}ลองใหม่หรือเริ่มกระบวนการจากบันทึกได้',
    en: 'Since {sinceTime} the system has a fault: {fault}; {who} can retry it or start its process again from the record.',
  },
} as const satisfies Readonly<Record<Exclude<StuckRule, 'wait-too-long'>, BilingualText>>;

const TOO_LONG = {
  court: {
    th: 'ตั้งแต่ {since} รอเอกสารจากศาล {who}ทำ “{task}” ได้',
    en: 'Since {since} the court’s paper has been awaited; {who} can complete “{task}” when it comes.',
  },
  document: {
    th: 'ตั้งแต่ {since} ยังขาดเอกสาร {who}ทำ “{task}” ได้',
    en: 'Since {since} a document has been missing; {who} can complete “{task}”.',
  },
  interpreter: {
    th: 'ตั้งแต่ {since} ยังหาล่ามไม่ได้ {who}เพิ่มล่ามได้',
    en: 'Since {since} an interpreter has been sought; {who} can add one.',
  },
  consent: {
    th: 'ตั้งแต่ {since} ยังไม่ได้ถามความยินยอม {who}ทำ “{task}” ได้',
    en: 'Since {since} consent has not been asked; {who} can complete “{task}”.',
  },
  agency: {
    th: 'ตั้งแต่ {since} รอหน่วยงานอื่น (คือ {agency}) {who}ทำ “{task}” ได้',
    en: 'Since {since} another agency ({agency}) has been awaited; {who} can complete “{task}”.',
  },
  'return-arrangement': {
    th: 'ตั้งแต่ {since} การเตรียมส่งกลับไม่คืบหน้า {who}ทำ “{task}” ได้',
    en: 'Since {since} the return has not been arranged; {who} can complete “{task}”.',
  },
  other: {
    th: 'ตั้งแต่ {since} รอ “{task}” {who}ทำได้',
    en: 'Since {since} “{task}” has been awaited; {who} can complete it.',
  },
} as const satisfies Readonly<Record<string, BilingualText>>;

/** What the sentence is made of: the row on the board, no more. */
export type ToldCause = Pick<StuckCause, 'rule' | 'cause' | 'since' | 'roles' | 'agency' | 'params'>;

/** Why a case is on the board, in one sentence, made from codes. */
export function stuckSentence(told: ToldCause, language: DisplayLanguage): string {
  const template =
    told.rule === 'wait-too-long'
      ? (labelOf<BilingualText>(TOO_LONG, told.cause) ?? TOO_LONG.other)
      : SENTENCES[told.rule];
  return capital(fillTemplate(template[language], wordsOf(told, language)));
}

function wordsOf({ rule, since, roles, agency, params }: ToldCause, language: DisplayLanguage) {
  const words: Record<string, string | number> = {
    since: displayDay(since, language),
    sinceTime: displayInstant(since, language),
    who: whoOf(roles, language),
    ...(agency === null ? {} : { agency }),
  };
  for (const [name, value] of Object.entries(params)) words[name] = wordOf(name, value, language);
  // The clock speaks first in its sentence; where none decides, somebody must.
  if (rule === 'clock-breached' && words.task === undefined) words.task = TASK_LABELS['must-decide'][language];
  return words;
}

function wordOf(name: string, value: string | number, language: DisplayLanguage): string | number {
  const known = (labels: Readonly<Record<string, BilingualText>>) => labelOf(labels, String(value))?.[language];
  switch (name) {
    case 'clock':
      return known(CLOCK_LABELS) ?? value;
    case 'task':
      return known(TASK_LABELS) ?? value;
    case 'stage':
      return known(STAGE_LABELS) ?? value;
    case 'service':
      return lowered(known(SERVICE_LABELS) ?? String(value));
    case 'fault':
      return known(FAULT_TEXTS) ?? value;
    case 'language':
      return new Intl.DisplayNames([language], { type: 'language' }).of(String(value)) ?? value;
    case 'misses':
      return language === 'th' ? value : (['', 'once', 'twice'][Number(value)] ?? `${value} times`);
    default:
      return value;
  }
}

/** "The chair of the multidisciplinary team or the social worker", no more than two: the list is beside it. */
function whoOf(roles: readonly StuckCause['roles'][number][], language: DisplayLanguage): string {
  const labels = roles.slice(0, 2).map((role) => ROLE_LABELS[role][language]);
  if (language === 'th') return `${labels.join('หรือ')} `;
  return labels.map((label) => `the ${acronymOrLowered(label)}`).join(' or ');
}

function acronymOrLowered(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : lowered(label);
}

function lowered(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
