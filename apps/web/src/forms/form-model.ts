import type { Answers, AskedIndicator, Condition, Form, FormField, FormSchema, ShownQuestion } from '../api/answers.js';
import type { Words } from '../api/request.js';

/** One thing that is asked: an answer of its own, or one indicator of a list. */
export interface Question {
  /** Its own name, also among several indicators of one field. */
  readonly id: string;
  readonly name: string;
  readonly field: FormField;
  readonly label: Words;
  readonly help: Words | null;
  readonly page: { readonly title: Words; readonly intro: Words | null };
  readonly isRequired: boolean;
  readonly maySilence: boolean;
  readonly asksEvidence: boolean;
  readonly indicator: AskedIndicator | null;
}

/** The questions in the order in which they are asked; some come, or become necessary, by what was answered before. */
export function questionsOf(
  { schema, presentation }: Pick<Form, 'schema' | 'presentation'>,
  answers: Answers,
): readonly Question[] {
  const required = new Set(schema.required);
  if (matchesIf(schema, answers)) for (const name of schema.then?.required ?? []) required.add(name);
  return presentation.pages.flatMap(({ title, intro, questions }) =>
    questions
      .filter((asked) => isShown(asked, answers))
      .flatMap((asked): readonly Question[] => {
        const field = schema.properties[asked.field];
        if (field === undefined) return [];
        const question: Question = {
          id: asked.field,
          name: asked.field,
          field,
          label: asked.label,
          help: asked.help ?? null,
          page: { title, intro: intro ?? null },
          isRequired: asked.required || required.has(asked.field),
          maySilence: asked.maySilence,
          asksEvidence: asked.asksEvidence,
          indicator: null,
        };
        if (asked.indicators === undefined) return [question];
        return asked.indicators.map((indicator) => ({
          ...question,
          id: indicator.id,
          label: indicator.question,
          help: indicator.label,
          isRequired: false,
          indicator,
        }));
      }),
  );
}

function isShown({ showIf }: ShownQuestion, answers: Answers): boolean {
  return showIf === undefined || isMet(showIf, answers);
}

function isMet(condition: Condition, answers: Answers): boolean {
  if ('allOf' in condition) return condition.allOf.every((part) => isMet(part, answers));
  if ('anyOf' in condition) return condition.anyOf.some((part) => isMet(part, answers));
  return condition.is.includes(answers[condition.field]);
}

function matchesIf(schema: FormSchema, answers: Answers): boolean {
  const conditions = Object.entries(schema.if?.properties ?? {});
  return conditions.length > 0 && conditions.every(([name, { const: wanted }]) => answers[name] === wanted);
}

/** What has been answered to one question. */
export function answerTo({ name, indicator }: Question, answers: Answers): unknown {
  if (indicator === null) return answers[name];
  return indicatorsIn(answers[name]).find(({ id }) => id === indicator.id);
}

export interface IndicatorAnswer {
  readonly id: string;
  readonly answer: string;
  readonly evidence: string;
  readonly note?: string;
}

function indicatorsIn(value: unknown): readonly IndicatorAnswer[] {
  return Array.isArray(value) ? (value as IndicatorAnswer[]) : [];
}

/** The answers of the field when one question's answer changes; an indicator is one of a list. */
export function fieldWith({ name, indicator }: Question, answers: Answers, changed: unknown): unknown {
  if (indicator === null) return changed;
  const others = indicatorsIn(answers[name]).filter(({ id }) => id !== indicator.id);
  return changed === undefined ? others : [...others, changed];
}

/** "Does not know", "refused", "not asked": none of them is a no. */
export function silenceOn({ name }: Question, answers: Answers): string | null {
  return noteOn('notAnswered', name, answers);
}

/** What an answer rests on; an indicator says it itself. */
export function evidenceFor(question: Question, answers: Answers): string | null {
  if (question.indicator === null) return noteOn('evidenceFor', question.name, answers);
  const given = answerTo(question, answers) as IndicatorAnswer | undefined;
  return given?.evidence ?? null;
}

function noteOn(kind: 'notAnswered' | 'evidenceFor', name: string, answers: Answers): string | null {
  const notes = answers[kind];
  const note = typeof notes === 'object' && notes !== null ? (notes as Answers)[name] : undefined;
  return typeof note === 'string' ? note : null;
}

export function withNote(
  kind: 'notAnswered' | 'evidenceFor',
  name: string,
  note: string | null,
  answers: Answers,
): Answers {
  const notes = { ...(answers[kind] as Answers | undefined) };
  if (note === null) return Object.fromEntries(Object.entries(notes).filter(([known]) => known !== name));
  return { ...notes, [name]: note };
}

export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** What is sent: no answer is nothing at all, never an empty text. */
export function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => isAnswered(value))
      .map(([name, value]) => [name, cleaned(value)]),
  );
}

/**
 * What the server is told of a draft: the answers, and of what it keeps and is not answered any more, that it is cleared. It
 * would keep what it is told nothing of.
 */
export function draftChange(kept: Answers, answers: Answers): Answers {
  const names = new Set([...Object.keys(kept), ...Object.keys(answers)]);
  return Object.fromEntries([...names].map((name) => [name, changeOf(kept[name], answers[name])]));
}

function changeOf(kept: unknown, answer: unknown): unknown {
  if (answer === undefined) return null;
  if (isListOfThings(kept) && isListOfThings(answer)) {
    const left = new Set(answer.map(({ id }) => id));
    return [...answer, ...kept.filter(({ id }) => !left.has(id)).map(({ id }) => ({ id, removed: true }))];
  }
  if (!isPlain(kept) || !isPlain(answer)) return answer;
  return { ...Object.fromEntries(Object.keys(kept).map((name) => [name, null])), ...answer };
}

function isListOfThings(value: unknown): value is readonly { readonly id: string }[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isPlain(item) && typeof item.id === 'string')
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null) return withoutEmpty(value as Answers);
  return value;
}

/** The first question that must have an answer and has none. */
export function firstUnanswered(questions: readonly Question[], answers: Answers): number {
  return questions.findIndex((question) => question.isRequired && !isAnswered(answerTo(question, answers)));
}

/** The question that a path of a problem, such as `/answers/dissent/0/member`, speaks of. */
export function questionOfPath(path: string): string | null {
  return /^\/answers\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** The answers in which two drafts differ. */
export function differences(mine: Answers, theirs: Answers): readonly string[] {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...names].filter((name) => canonical(mine[name]) !== canonical(theirs[name]));
}

/** The server keeps an object's fields in an order of its own. */
function canonical(value: unknown): string {
  const sorted = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part;
  return JSON.stringify(value ?? null, sorted);
}
