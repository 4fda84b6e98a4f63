import type { Answers, FormField, FormSchema } from '../api/answers.js';

export interface Question {
  readonly name: string;
  readonly field: FormField;
  readonly isRequired: boolean;
}

/** The questions in the order in which they are asked; some become necessary by what was answered before. */
export function questionsOf(schema: FormSchema, answers: Answers): readonly Question[] {
  const required = new Set(schema.required);
  if (matchesIf(schema, answers)) for (const name of schema.then?.required ?? []) required.add(name);
  return Object.entries(schema.properties).map(([name, field]) => ({ name, field, isRequired: required.has(name) }));
}

function matchesIf(schema: FormSchema, answers: Answers): boolean {
  const conditions = Object.entries(schema.if?.properties ?? {});
  return conditions.length > 0 && conditions.every(([name, { const: wanted }]) => answers[name] === wanted);
}

export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}

/** What is sent: no answer is nothing at all, never an empty text. */
export function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => isAnswered(value))
      .map(([name, value]) => [name, cleaned(value)]),
  );
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null) return withoutEmpty(value as Answers);
  return value;
}

/** The first question that must have an answer and has none. */
export function firstUnanswered(questions: readonly Question[], answers: Answers): number {
  return questions.findIndex(({ name, isRequired }) => isRequired && !isAnswered(answers[name]));
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
