import type { Violation } from '#domain/errors.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { FormLibrary, readFormFiles } from './form-library.js';
import type { Form } from './form.js';
import { asksIndicators } from './indicator-answers.js';
import { isKnownIndicator } from './indicator-sets.js';
import { schemaViolations } from './schema-violations.js';
import { missingAnswers } from './silence-and-evidence.js';

export type { Form, FormField, FormSchema } from './form.js';

let library: FormLibrary | undefined;

/** The forms of the policy th-nrm-2565, in all their versions. */
export function formLibrary(): FormLibrary {
  library ??= new FormLibrary(readFormFiles());
  return library;
}

/** Every form that a new task asks, by the key of its task. */
export function allForms(): ReadonlyMap<TaskKey, Form> {
  return new Map(TASK_KEYS.map((key) => [key, formLibrary().current(key)]));
}

export function getForm(key: TaskKey): Form {
  return formLibrary().current(key);
}

/**
 * Holds the answers to a task against its form. What the domain can say better (reasons, consent, a cell as a place)
 * is left to it.
 */
export function checkAnswers(key: TaskKey, answers: unknown): readonly Violation[] {
  return checkAgainst(getForm(key), answers);
}

/** The same for a form of any version. */
export function checkAgainst(form: Form, answers: unknown): readonly Violation[] {
  const violations = schemaViolations(form.schema, answers);
  if (violations.length > 0) return violations;
  const sound = answers as Answers;
  return [...missingAnswers(form, sound), ...(asksIndicators(form) ? unknownIndicators(sound) : [])];
}

/** An answer to an indicator that no set knows would be kept and never counted: rather refused. */
function unknownIndicators({ indicators }: Answers): readonly Violation[] {
  if (!Array.isArray(indicators)) return [];
  return indicators.flatMap(({ id }: { id: string }, index) =>
    isKnownIndicator(id) ? [] : [{ path: `/answers/indicators/${index}/id`, code: 'field-not-a-valid-value' as const }],
  );
}
