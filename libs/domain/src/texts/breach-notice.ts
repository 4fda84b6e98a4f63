import type { BreachCategory } from '../breach.js';
import { displayInstant, isAfter, type DisplayLanguage, type Instant } from '../instant.js';
import type { BilingualText } from '../policy.js';

export const BREACH_CATEGORY_LABELS = {
  confidentiality: { th: 'ข้อมูลถูกเปิดเผยหรือเข้าถึงโดยไม่มีสิทธิ', en: 'data was disclosed or seen without right' },
  integrity: { th: 'ข้อมูลถูกแก้ไขโดยไม่มีสิทธิ', en: 'data was changed without right' },
  availability: { th: 'ข้อมูลสูญหายหรือเข้าถึงไม่ได้', en: 'data was lost or could not be reached' },
} as const satisfies Record<BreachCategory, BilingualText>;

/** What a notice is made of: numbers, codes and instants. What happened is told by a person, who adds it by hand. */
export interface BreachFacts {
  readonly categories: readonly BreachCategory[];
  readonly personsAffected: number;
  readonly highRisk: boolean;
  readonly discoveredAt: Instant;
  readonly officeDueAt: Instant;
}

export interface NoticeDrafts {
  readonly office: BilingualText;
  /** None where no high risk was found: the law asks for a notice to the Office only. */
  readonly persons: BilingualText | null;
}

/** Drafts of the notices under PDPA s.37 (4). They hold nothing of a person, so that they can be mailed and printed. */
export function draftBreachNotices(facts: BreachFacts, now: Instant): NoticeDrafts {
  return {
    office: { th: officeInThai(facts, now), en: officeInEnglish(facts, now) },
    persons: facts.highRisk ? { th: personsInThai(facts), en: personsInEnglish(facts) } : null,
  };
}

function kindsOf(facts: BreachFacts, language: DisplayLanguage): string {
  return facts.categories
    .map((category) => BREACH_CATEGORY_LABELS[category][language])
    .join(language === 'th' ? ' และ' : '; ');
}

function officeInThai(facts: BreachFacts, now: Instant): string {
  return [
    'เรียน สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล',
    'แจ้งเหตุการละเมิดข้อมูลส่วนบุคคล ตามมาตรา 37 (4)',
    `ทราบเหตุเมื่อ ${displayInstant(facts.discoveredAt, 'th')}`,
    `ลักษณะของเหตุ: ${kindsOf(facts, 'th')}`,
    `จำนวนเจ้าของข้อมูลที่เกี่ยวข้อง: ${facts.personsAffected} คน`,
    `ความเสี่ยง: ${facts.highRisk ? 'สูง และจะแจ้งเจ้าของข้อมูลด้วย' : 'ไม่สูง'}`,
    ...(isAfter(now, facts.officeDueAt)
      ? [`แจ้งหลังครบ 72 ชั่วโมง (ครบกำหนด ${displayInstant(facts.officeDueAt, 'th')}) เหตุที่ล่าช้า: ……`]
      : []),
    'ผู้ประสานงาน: ……',
    'ผลกระทบที่อาจเกิดขึ้น และมาตรการที่ทำแล้ว: ……',
  ].join('\n');
}

function officeInEnglish(facts: BreachFacts, now: Instant): string {
  return [
    'To the Office of the Personal Data Protection Committee',
    'Notice of a breach of personal data under section 37 (4)',
    `Known since ${displayInstant(facts.discoveredAt, 'en')}`,
    `What kind: ${kindsOf(facts, 'en')}`,
    `Persons concerned: ${facts.personsAffected}`,
    `Risk: ${facts.highRisk ? 'high; the persons are told as well' : 'not high'}`,
    ...(isAfter(now, facts.officeDueAt)
      ? [`Told after the 72 hours (due ${displayInstant(facts.officeDueAt, 'en')}), because: …`]
      : []),
    'Contact: …',
    'Likely effects, and what has been done: …',
  ].join('\n');
}

function personsInThai(facts: BreachFacts): string {
  return [
    'เราขอแจ้งว่าเกิดเหตุเกี่ยวกับข้อมูลของท่านที่เราเก็บไว้',
    `สิ่งที่เกิดขึ้น: ${kindsOf(facts, 'th')} (ทราบเมื่อ ${displayInstant(facts.discoveredAt, 'th')})`,
    'สิ่งที่เราทำแล้ว และสิ่งที่ท่านทำได้เพื่อความปลอดภัย: ……',
    'สอบถามและขอความช่วยเหลือได้ที่ 1300 หรือเจ้าหน้าที่ที่ดูแลท่าน',
  ].join('\n');
}

function personsInEnglish(facts: BreachFacts): string {
  return [
    'Something happened to data about you that we keep.',
    `What happened: ${kindsOf(facts, 'en')} (known since ${displayInstant(facts.discoveredAt, 'en')})`,
    'What we have done, and what you can do to be safe: …',
    'Ask for help at 1300, or ask the person who looks after you.',
  ].join('\n');
}
