import type { BilingualText } from '#domain/policy.js';
import type { Condition, Form, FormField, FormPage, OfficialWording, Question } from './form.js';
import { loadIndicatorSets } from './indicator-sets.js';
import { EVIDENCE_LABELS, SILENCE_LABELS } from './silence-and-evidence.js';

export interface Choice {
  readonly value: string | boolean;
  readonly label: BilingualText;
}

export interface AskedIndicator {
  readonly id: string;
  readonly set: string;
  readonly provisional: boolean;
  readonly label: BilingualText;
  readonly question: BilingualText;
}

export interface ShownQuestion {
  readonly field: string;
  readonly label: BilingualText;
  readonly help?: BilingualText;
  readonly required: boolean;
  readonly showIf?: Condition;
  readonly choices?: readonly Choice[];
  /** Several of the choices. */
  readonly multiple: boolean;
  /** "Does not know", "refused", "not asked" go to `answers.notAnswered[field]`. */
  readonly maySilence: boolean;
  /** What it rests on goes to `answers.evidenceFor[field]`. */
  readonly asksEvidence: boolean;
  /** Of a list of indicators: those that this page asks, each an item of `answers.indicators`. */
  readonly indicators?: readonly AskedIndicator[];
}

export interface ShownPage extends Omit<FormPage, 'questions' | 'audience'> {
  readonly questions: readonly ShownQuestion[];
}

/** How a form is asked of one person: pages for her age only, words in both languages at every place. */
export interface Presentation {
  readonly officialWording: { readonly state: OfficialWording; readonly text: BilingualText };
  readonly pages: readonly ShownPage[];
  readonly silence: readonly Choice[];
  readonly evidence: readonly Choice[];
}

const YES_OR_NO: readonly Choice[] = [
  { value: true, label: { th: 'ใช่', en: 'Yes' } },
  { value: false, label: { th: 'ไม่ใช่', en: 'No' } },
];

const OFFICIAL_WORDING: Readonly<Record<OfficialWording, BilingualText>> = {
  unknown: {
    th: 'ยังไม่ได้รับถ้อยคำของแบบทางการ คำถามเป็นของผลิตภัณฑ์',
    en: 'The official wording was not obtained: these questions are the product’s own.',
  },
  none: {
    th: 'ไม่พบแบบทางการสำหรับขั้นตอนนี้ คำถามเป็นของผลิตภัณฑ์',
    en: 'No official form is known for this step: these questions are the product’s own.',
  },
  obtained: { th: 'ถ้อยคำตามแบบทางการ', en: 'Worded as the official form.' },
};

export function presentationOf(form: Form, child: boolean): Presentation {
  const isFor = ({ audience }: { readonly audience?: string }): boolean =>
    audience === undefined || audience === (child ? 'child' : 'adult');
  return {
    officialWording: { state: form.officialWording, text: OFFICIAL_WORDING[form.officialWording] },
    pages: form.presentation.pages.filter(isFor).map(({ id, title, intro, questions }) => ({
      id,
      title,
      ...(intro === undefined ? {} : { intro }),
      questions: questions.filter(isFor).map((question) => shown(form, question)),
    })),
    silence: choicesOf(SILENCE_LABELS),
    evidence: choicesOf(EVIDENCE_LABELS),
  };
}

function choicesOf(labels: Readonly<Record<string, BilingualText>>): readonly Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function shown(form: Form, question: Question): ShownQuestion {
  const { field, help, showIf, mayStaySilent, asksEvidence, indicators } = question;
  const asked = form.schema.properties[field];
  if (asked === undefined) throw new Error(`The form ${form.id} has no field ${field}`);
  const choices = choicesFor(asked.type === 'array' ? asked.items : asked);
  return {
    field,
    label: { th: asked['x-title-th'], en: asked.title },
    ...(help === undefined ? {} : { help }),
    required: form.mustBeMet.includes(field),
    ...(showIf === undefined ? {} : { showIf }),
    ...(choices === undefined ? {} : { choices }),
    multiple: asked.type === 'array',
    maySilence: mayStaySilent === true,
    asksEvidence: asksEvidence === true,
    ...(indicators === undefined ? {} : { indicators: askedIndicators(indicators) }),
  };
}

function choicesFor(asked: FormField | undefined): readonly Choice[] | undefined {
  if (asked?.type === 'boolean') return YES_OR_NO;
  const labels = asked?.['x-enum-labels'];
  return labels === undefined ? undefined : choicesOf(labels);
}

function askedIndicators({ set, dimensions, only }: NonNullable<Question['indicators']>): readonly AskedIndicator[] {
  const found = loadIndicatorSets().find(({ id }) => id === set);
  const asked = found?.indicators.filter(
    ({ id, dimension, sameAs }) =>
      dimensions.includes(dimension) && sameAs === undefined && (only === undefined || only.includes(id)),
  );
  return (asked ?? []).map(({ id, label, question }) => ({
    id,
    set,
    provisional: found?.provisional ?? false,
    label,
    question,
  }));
}
