import { displayInstant, type DisplayLanguage, type Instant } from '#domain/instant.js';
import type { Dissent } from '#domain/stages/mdt-sitting.js';
import type { Answers } from '#domain/task-template.js';
import type { Form, FormField } from '#policy/forms.js';
import { loadIndicatorSets } from '#policy/indicator-sets.js';
import { answerText } from './answer-text.js';
import { PageWriter } from './page-writer.js';

export interface FormRecord {
  readonly form: Form;
  readonly answers: Answers;
  readonly caseNumber: string;
  readonly happenedAt: Instant;
  readonly completedAt: Instant;
  /** Who answers for it: name and agency. */
  readonly completedBy: string;
  /** Who has this copy made (name, user name and agency), and when: a leaked page tells where it came from. */
  readonly madeFor: string;
  readonly madeAt: Instant;
  readonly language: DisplayLanguage;
  /** Of a finding: who proposed something else, and why. They were derived, never asked by the form (0028). */
  readonly dissents?: readonly Dissent[];
}

const WORDS = {
  th: {
    title: 'บันทึก',
    case: 'เคส',
    completed: 'บันทึกเมื่อ',
    version: 'แบบฉบับที่',
    copy: 'สำเนาสำหรับ',
    happened: 'เกิดขึ้นเมื่อ',
    dissents: 'ความเห็นแย้ง',
  },
  en: {
    title: 'Record',
    case: 'Case',
    completed: 'Recorded',
    version: 'Form version',
    copy: 'Copy for',
    happened: 'Happened',
    dissents: 'Dissents',
  },
} as const;

/** A completed form as a document: every question in its order, with its answer or the word that there is none. */
export async function renderFormRecord(record: FormRecord): Promise<Buffer> {
  const { form, answers, language, madeFor, madeAt } = record;
  const words = WORDS[language];
  const writer = new PageWriter({
    title: words.title,
    language,
    footer: `${record.caseNumber}   ${words.copy} ${madeFor}, ${displayInstant(madeAt, language)}`,
    createdAt: new Date(madeAt),
  });
  writer.text(form.title[language], { size: 18, bold: true });
  writer.text(`${words.case} ${record.caseNumber} · ${words.version} ${form.version}`, { size: 10, colour: '#444444' });
  writer.text(`${words.completed} ${displayInstant(record.completedAt, language)} · ${record.completedBy}`, {
    size: 10,
    colour: '#444444',
  });
  if (record.happenedAt !== record.completedAt) {
    const happened = `${words.happened} ${displayInstant(record.happenedAt, language)}`;
    writer.text(happened, { size: 10, colour: '#444444' });
  }
  if (form.note !== undefined) writer.text(form.note[language], { size: 9, colour: '#666666', before: 4 });
  writer.rule();
  const indicators = new Set(
    form.presentation.pages.flatMap(({ questions }) =>
      questions.flatMap(({ field, indicators: asked }) => (asked === undefined ? [] : [field])),
    ),
  );
  for (const [name, field] of Object.entries(form.schema.properties)) {
    if (indicators.has(name) && Array.isArray(answers[name])) writeIndicators(writer, field, answers[name], language);
    else writeFields(writer, { [name]: field }, answers, language, 0);
  }
  writeDissents(writer, record);
  return writer.finish();
}

function writeDissents(writer: PageWriter, { form, dissents = [], language }: FormRecord): void {
  if (dissents.length === 0) return;
  writer.text(WORDS[language].dissents, { size: 14, bold: true, before: 12 });
  const proposals = form.schema.properties.outcome;
  for (const { member, proposes, reasons } of dissents) {
    const proposal = proposals === undefined ? proposes : answerText(proposals, proposes, language);
    writer.together([
      [`${member} · ${proposal}`, { size: 9, colour: '#555555', before: 8 }],
      [reasons, {}],
    ]);
  }
}

/** An indicator is read by its name, never by its code; its answer and what it rests on stay with it. */
function writeIndicators(
  writer: PageWriter,
  field: FormField,
  rows: readonly Answers[],
  language: DisplayLanguage,
): void {
  const names = new Map(
    loadIndicatorSets().flatMap(({ indicators }) => indicators.map(({ id, label }) => [id, label])),
  );
  const asked = field.items?.properties ?? {};
  writer.text(language === 'th' ? field['x-title-th'] : field.title, { size: 9, colour: '#555555', before: 8 });
  rows.forEach(({ id, ...row }, index) => {
    const name = names.get(String(id))?.[language] ?? String(id);
    const said = Object.keys(asked).flatMap((key) => {
      const shape = asked[key];
      return shape === undefined || row[key] === undefined ? [] : [answerText(shape, row[key], language)];
    });
    writer.together([
      [`${index + 1}. ${name}`, { before: 6, indent: 12 }],
      [said.join(' · '), { bold: true, indent: 24 }],
    ]);
  });
}

function writeFields(
  writer: PageWriter,
  fields: Readonly<Record<string, FormField>>,
  answers: Answers,
  language: DisplayLanguage,
  indent: number,
): void {
  for (const [name, field] of Object.entries(fields)) {
    const answer = answers[name];
    const label = language === 'th' ? field['x-title-th'] : field.title;
    const rows = nestedRows(field, answer);
    if (rows === null) {
      writer.together([
        [label, { size: 9, colour: '#555555', before: 8, indent }],
        [answerText(field, answer, language), { indent }],
      ]);
      continue;
    }
    writer.text(label, { size: 9, colour: '#555555', before: 8, indent });
    rows.forEach((row, index) => {
      if (rows.length > 1) writer.text(`${index + 1}`, { size: 9, bold: true, before: 4, indent: indent + 12 });
      writeFields(writer, row.fields, row.answers, language, indent + 24);
    });
  }
}

/** An object, or a list of objects, is written as questions of its own; null for everything else. */
function nestedRows(field: FormField, answer: unknown) {
  const shape = field.type === 'array' ? field.items : field;
  const fields = shape?.properties;
  if (fields === undefined || answer === undefined || answer === null) return null;
  const list = Array.isArray(answer) ? answer : [answer];
  return list.map((row) => ({ fields, answers: row as Answers }));
}
