import { answerText } from '#documents/answer-text.js';
import { ageAt, type DisplayLanguage, type Instant } from '#domain/instant.js';
import type { BilingualText } from '#domain/policy.js';
import { SHARED_ANSWERS, type ShareableField } from '#domain/service-referrals.js';
import { readPersons, type PersonOfCase } from '#persistence/case-file/read-person.js';
import { readRecordedAnswers, type RecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { FormLibrary } from '#policy/form-library.js';

export interface SharedField {
  readonly field: ShareableField;
  /** In words, each under its question where it answers one. Empty: the case holds nothing of it. */
  readonly values: readonly { readonly title: BilingualText | null; readonly text: BilingualText }[];
}
type Values = SharedField['values'];

const AGE_WORDS: Readonly<Record<string, BilingualText>> = {
  adult: { th: 'ผู้ใหญ่ (ตามที่แจ้ง)', en: 'Adult, as stated' },
  child: { th: 'เด็ก (ตามที่แจ้ง)', en: 'Child, as stated' },
  unsure: { th: 'ไม่แน่ใจว่าเป็นเด็กหรือผู้ใหญ่ ให้ดูแลอย่างเด็ก', en: 'Not sure; treated as a child' },
};

/** What is shared of these fields, the same for the receiver and for who looks before she sends. */
export async function readSharedFields(
  tx: Tx,
  { caseId, fields, forms, now }: SharingOrder,
): Promise<readonly SharedField[]> {
  const person = (await readPersons(tx, [caseId])).get(caseId) ?? null;
  const keys = [...new Set(fields.flatMap((field) => SHARED_ANSWERS[field].map(([key]) => key)))];
  const recorded = keys.length === 0 ? [] : await readRecordedAnswers(tx, caseId, keys);
  return fields.map((field) => ({
    field,
    values: [...(person === null ? [] : ofPerson(field, person, now)), ...ofAnswers(field, recorded, forms)],
  }));
}

export interface SharingOrder {
  readonly caseId: string;
  readonly fields: readonly ShareableField[];
  readonly forms: FormLibrary;
  readonly now: Instant;
}

/** Her age in years, never her birthday; of her names not the alias. */
function ofPerson(field: ShareableField, person: PersonOfCase, now: Instant): Values {
  switch (field) {
    case 'name':
      return plain([person.givenName, person.familyName].filter(Boolean).join(' '));
    case 'age':
      if (person.bornOn !== null) return [untitled(yearsOf(ageAt(person.bornOn, now)))];
      return person.ageStatement === null
        ? []
        : [untitled(AGE_WORDS[person.ageStatement] ?? same(person.ageStatement))];
    case 'language':
      return [untitled({ th: languageName(person.language, 'th'), en: languageName(person.language, 'en') })];
    case 'contact':
      return plain(person.phone);
    case 'health':
    case 'safety':
    case 'needs':
      return [];
  }
}

function ofAnswers(field: ShareableField, recorded: readonly RecordedAnswers[], forms: FormLibrary): Values {
  return SHARED_ANSWERS[field].flatMap(([key, questions]) => {
    const latest = recorded.findLast((fact) => fact.key === key);
    if (latest === undefined) return [];
    const { properties } = forms.of(key, latest.formVersion).schema;
    return questions.flatMap((question) => {
      const asked = properties[question];
      const answer = latest.answers[question];
      if (asked === undefined || isEmpty(answer)) return [];
      const text = { th: answerText(asked, answer, 'th'), en: answerText(asked, answer, 'en') };
      return [{ title: { th: asked['x-title-th'], en: asked.title }, text }];
    });
  });
}

function isEmpty(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
}

function plain(text: string | null): Values {
  return text === null || text === '' ? [] : [untitled(same(text))];
}

function untitled(text: BilingualText) {
  return { title: null, text };
}

function same(text: string): BilingualText {
  return { th: text, en: text };
}

function yearsOf(years: number): BilingualText {
  return { th: `${years} ปี`, en: years === 1 ? '1 year' : `${years} years` };
}

function languageName(code: string, language: DisplayLanguage): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
}
