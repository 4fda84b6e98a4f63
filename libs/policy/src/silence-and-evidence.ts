import type { Violation } from '#domain/errors.js';
import type { EVIDENCE_KINDS, INDICATOR_ANSWERS } from '#domain/indicators/answered.js';
import type { BilingualText } from '#domain/policy.js';
import type { Answers } from '#domain/task-template.js';
import type { Form, FormField, Question, WrittenForm } from './form.js';

export const SILENCES = [
  'unknown',
  'refused',
  'not-asked',
] as const satisfies readonly (typeof INDICATOR_ANSWERS)[number][];

export const SILENCE_LABELS: Readonly<Record<(typeof SILENCES)[number], BilingualText>> = {
  unknown: { th: 'ไม่ทราบ', en: 'Does not know' },
  refused: { th: 'ไม่ขอตอบ', en: 'Does not want to answer' },
  'not-asked': { th: 'ไม่ได้ถาม', en: 'Not asked' },
};

export const EVIDENCE_LABELS: Readonly<Record<(typeof EVIDENCE_KINDS)[number], BilingualText>> = {
  statement: { th: 'คำบอกเล่า', en: 'Statement' },
  document: { th: 'เอกสาร', en: 'Document' },
  observation: { th: 'สิ่งที่สังเกตเห็น', en: 'Observation' },
  officer: { th: 'คำของเจ้าหน้าที่', en: 'An officer’s word' },
  none: { th: 'ไม่มี', en: 'None' },
};

const SILENCE_FIELD = 'notAnswered';
const EVIDENCE_FIELD = 'evidenceFor';

function questionsOf({ presentation }: WrittenForm): readonly Question[] {
  return presentation.pages.flatMap(({ questions }) => questions);
}

/** The fields whose question may be met with silence. */
export function maySilence(form: WrittenForm): ReadonlySet<string> {
  return new Set(questionsOf(form).flatMap(({ field, mayStaySilent }) => (mayStaySilent === true ? [field] : [])));
}

/**
 * Adds to a form's schema where silence and evidence are kept, each a code for each field. A field that must be
 * answered may be met with silence instead, so the schema alone does not require it: `missingAnswers` does.
 */
export function withSilenceAndEvidence(form: WrittenForm): Form {
  const silent = maySilence(form);
  const evidenced = questionsOf(form).flatMap(({ field, asksEvidence }) => (asksEvidence === true ? [field] : []));
  const { properties, required } = form.schema;
  const added: Record<string, FormField> = {};
  if (silent.size > 0) {
    const title: BilingualText = { th: 'ข้อที่ไม่มีคำตอบ และเหตุ', en: 'Not answered, and why' };
    added[SILENCE_FIELD] = codesFor([...silent], properties, title, SILENCE_LABELS);
  }
  if (evidenced.length > 0) {
    const title: BilingualText = { th: 'หลักฐานของแต่ละคำตอบ', en: 'Evidence for each answer' };
    added[EVIDENCE_FIELD] = codesFor(evidenced, properties, title, EVIDENCE_LABELS);
  }
  return {
    ...form,
    schema: {
      ...form.schema,
      required: required.filter((field) => !silent.has(field)),
      properties: { ...properties, ...added },
    },
    mustBeMet: required,
  };
}

function codesFor(
  fields: readonly string[],
  properties: Form['schema']['properties'],
  { th, en }: BilingualText,
  labels: Readonly<Record<string, BilingualText>>,
): FormField {
  const codes = fields.map((field) => {
    const asked = properties[field];
    return [
      field,
      {
        title: asked?.title ?? field,
        'x-title-th': asked?.['x-title-th'] ?? field,
        type: 'string',
        enum: Object.keys(labels),
        'x-enum-labels': labels,
      } satisfies FormField,
    ] as const;
  });
  return {
    title: en,
    'x-title-th': th,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(codes),
  };
}

/** What is neither answered nor passed over in silence though it must be, and what is both. */
export function missingAnswers(form: Form, answers: Answers): readonly Violation[] {
  const silence = (answers[SILENCE_FIELD] ?? {}) as Answers;
  const silent = maySilence(form);
  const unmet = form.mustBeMet
    .filter((field) => silent.has(field) && answers[field] === undefined && silence[field] === undefined)
    .map((field): Violation => ({ path: `/answers/${field}`, code: 'field-missing' }));
  const both = Object.keys(silence)
    .filter((field) => answers[field] !== undefined)
    .map((field): Violation => ({ path: `/answers/${SILENCE_FIELD}/${field}`, code: 'field-not-a-valid-value' }));
  return [...unmet, ...both];
}
