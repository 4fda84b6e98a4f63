import type { BilingualText } from '#domain/policy.js';

/** Of a public body that is told by law to protect victims; for the data protection officer of each agency to confirm. */
export const LEGAL_BASES = {
  'public-task': {
    section: 's.24(4)',
    text: {
      th: 'จำเป็นเพื่อปฏิบัติภารกิจเพื่อประโยชน์สาธารณะหรือใช้อำนาจรัฐ',
      en: 'Needed for a task in the public interest or in the exercise of official authority',
    },
  },
  'vital-interest': {
    section: 's.24(2), s.26(1)',
    text: {
      th: 'ป้องกันหรือระงับอันตรายต่อชีวิต ร่างกาย หรือสุขภาพ',
      en: 'Preventing danger to life, body or health',
    },
  },
  'legal-obligation': {
    section: 's.24(6)',
    text: { th: 'ปฏิบัติตามกฎหมายของผู้ควบคุมข้อมูล', en: 'The controller’s duty under a law' },
  },
  'substantial-public-interest': {
    section: 's.26(5)(e)',
    text: {
      th: 'ข้อมูลอ่อนไหว: ประโยชน์สาธารณะที่สำคัญ โดยมีมาตรการคุ้มครองที่เหมาะสม',
      en: 'Sensitive data: substantial public interest, with suitable safeguards',
    },
  },
  consent: {
    section: 's.19, s.26',
    text: { th: 'ความยินยอมโดยชัดแจ้ง ซึ่งถอนได้', en: 'Explicit consent, which can be withdrawn' },
  },
} as const satisfies Record<string, { readonly section: string; readonly text: BilingualText }>;
export type LegalBasis = keyof typeof LEGAL_BASES;

/** How long: each ends by something that the software does or refuses, never by a promise. */
export const RETENTIONS = {
  'with-the-case': {
    th: 'ตามระยะเวลาเก็บรักษาของเคส นับแต่ปิดเคส แล้วทบทวนและลบโดยสองคน เว้นแต่มีการระงับการลบตามกฎหมาย',
    en: 'The retention of the case, from its closing; then reviewed and erased by two persons, unless a legal hold stands',
  },
  'with-the-incident': {
    th: 'จนกว่าจะลบเคสสุดท้ายของเหตุการณ์',
    en: 'Until the last case of the incident is erased',
  },
  'until-sent': { th: 'จนกว่างานจะเสร็จหรือเคสถูกลบ', en: 'Until the task is completed or the case is erased' },
  'with-the-register': {
    th: 'ตลอดเวลาที่ต้องเก็บทะเบียนเหตุละเมิด',
    en: 'As long as the register of breaches must be kept',
  },
} as const satisfies Record<string, BilingualText>;
export type Retention = keyof typeof RETENTIONS;

interface Activity {
  readonly purpose: BilingualText;
  readonly bases: readonly LegalBasis[];
  readonly retention: Retention;
  /** To whom it goes outside the agency that holds it (s.27). */
  readonly disclosedTo: BilingualText;
}

const NOBODY: BilingualText = { th: 'ไม่เปิดเผย', en: 'Nobody' };
const CASEWORKERS: BilingualText = {
  th: 'ทีมสหวิชาชีพของเคส และจังหวัดภูมิลำเนาเมื่อมีงานที่นั่น',
  en: 'The multidisciplinary team of the case, and the home province while something is to be done there',
};

/** What personal data is kept for (PDPA s.39). A column marked `@Personal` names one of these, or does not compile. */
export const PROCESSING = {
  report: {
    purpose: {
      th: 'รับแจ้งเหตุและช่วยผู้ที่อาจเป็นผู้เสียหายจากการค้ามนุษย์',
      en: 'Taking reports and reaching people who may be victims of trafficking',
    },
    bases: ['public-task', 'vital-interest', 'substantial-public-interest'],
    retention: 'with-the-incident',
    disclosedTo: CASEWORKERS,
  },
  identification: {
    purpose: {
      th: 'รู้ว่าผู้ที่ช่วยเหลือคือใคร และไม่เปิดเคสซ้ำ',
      en: 'Knowing who is helped, and not opening a second case of her',
    },
    bases: ['public-task', 'substantial-public-interest'],
    retention: 'with-the-case',
    disclosedTo: CASEWORKERS,
  },
  search: {
    purpose: {
      th: 'ค้นหาบุคคลโดยไม่อ่านชื่อ (ดัชนีแบบมีกุญแจ)',
      en: 'Finding a person without reading names (keyed index)',
    },
    bases: ['public-task'],
    retention: 'with-the-case',
    disclosedTo: NOBODY,
  },
  casework: {
    purpose: {
      th: 'คัดกรอง คัดแยก คุ้มครอง และช่วยเหลือผู้เสียหายตามกฎหมายป้องกันและปราบปรามการค้ามนุษย์',
      en: 'Screening, identifying, protecting and assisting under the anti-trafficking act',
    },
    bases: ['public-task', 'vital-interest', 'substantial-public-interest', 'consent'],
    retention: 'with-the-case',
    disclosedTo: CASEWORKERS,
  },
  drafting: {
    purpose: { th: 'เก็บคำตอบที่ยังไม่ส่ง', en: 'Keeping answers that are not sent yet' },
    bases: ['public-task', 'substantial-public-interest'],
    retention: 'until-sent',
    disclosedTo: NOBODY,
  },
  protection: {
    purpose: {
      th: 'คุ้มครองชั่วคราวตามมาตรา 29 และนับเวลาให้ครบถ้วน',
      en: 'Temporary protection under s.29 and the clocks that limit it',
    },
    bases: ['legal-obligation', 'vital-interest'],
    retention: 'with-the-case',
    disclosedTo: { th: 'ศาล เมื่อขอขยายเวลา', en: 'The court, where more time is asked for' },
  },
  referral: {
    purpose: {
      th: 'ส่งต่อเพื่อรับบริการที่เจ้าตัวต้องการ',
      en: 'Referring her to services that she wants',
    },
    bases: ['consent', 'public-task'],
    retention: 'with-the-case',
    disclosedTo: {
      th: 'หน่วยที่รับส่งต่อ เฉพาะข้อมูลที่เจ้าตัวยินยอม และเฉพาะเวลาที่การส่งต่อยังมีผล',
      en: 'The receiving agency: the fields that she agreed to, while the referral stands',
    },
  },
  evidence: {
    purpose: { th: 'เก็บเอกสารและพยานหลักฐานของเคส', en: 'Keeping the documents and evidence of the case' },
    bases: ['public-task', 'substantial-public-interest'],
    retention: 'with-the-case',
    disclosedTo: CASEWORKERS,
  },
  accountability: {
    purpose: {
      th: 'อธิบายได้ว่าใครทำอะไรกับเคสเพราะเหตุใด รวมถึงการเปิดอ่านฉุกเฉิน',
      en: 'Being able to say why somebody acted on a case, emergency access included',
    },
    bases: ['legal-obligation', 'public-task'],
    retention: 'with-the-case',
    disclosedTo: NOBODY,
  },
  'subject-rights': {
    purpose: { th: 'ตอบคำขอของเจ้าของข้อมูล', en: 'Answering what a person asks about her data' },
    bases: ['legal-obligation'],
    retention: 'with-the-case',
    disclosedTo: { th: 'เจ้าของข้อมูล', en: 'The person herself' },
  },
  'legal-hold': {
    purpose: {
      th: 'เก็บข้อมูลไว้ใช้ในการดำเนินคดี',
      en: 'Keeping data that proceedings need beyond its retention',
    },
    bases: ['legal-obligation'],
    retention: 'with-the-case',
    disclosedTo: NOBODY,
  },
  'breach-register': {
    purpose: { th: 'ทะเบียนเหตุละเมิดข้อมูลและการแจ้งเหตุ', en: 'The register of breaches and their notices (s.37)' },
    bases: ['legal-obligation'],
    retention: 'with-the-register',
    disclosedTo: {
      th: 'สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล',
      en: 'The Office of the Personal Data Protection Committee',
    },
  },
} as const satisfies Record<string, Activity>;
export type ProcessingActivity = keyof typeof PROCESSING;
