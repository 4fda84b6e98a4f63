import { readFileSync } from 'node:fs';
import { DomainError, type Violation } from '#domain/errors.js';
import type { BilingualText } from '#domain/policy.js';
import type { Answers } from '#domain/task-template.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import { deepFrozen } from './deep-frozen.js';
import { DEFAULT_POLICY_VERSION } from './load-policy.js';
import { schemaViolations } from './schema-violations.js';

/** One question: JSON Schema 2020-12 with a Thai title, labels for its choices and the mark of personal data. */
export interface FormField {
  readonly title: string;
  readonly 'x-title-th': string;
  readonly type: 'string' | 'boolean' | 'integer' | 'array' | 'object';
  readonly enum?: readonly string[];
  readonly 'x-enum-labels'?: Readonly<Record<string, BilingualText>>;
  /** Can hold personal data or free text, so is never stored, logged or sent on in the clear. */
  readonly 'x-personal'?: boolean;
  readonly format?: 'date' | 'date-time';
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: FormField;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, FormField>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

export interface FormSchema {
  readonly $schema: string;
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  /** In the order in which the questions are asked. */
  readonly properties: Readonly<Record<string, FormField>>;
  readonly minProperties?: number;
  /** What one outcome asks besides, e.g. the reason of a refusal. */
  readonly if?: object;
  readonly then?: { readonly required: readonly string[]; readonly properties: object };
}

export interface Form {
  readonly id: TaskKey;
  readonly version: number;
  readonly title: BilingualText;
  /** What the person who fills it in must know of it, e.g. that the official wording was not obtained. */
  readonly note?: BilingualText;
  readonly schema: FormSchema;
  readonly example: Answers;
}

let forms: ReadonlyMap<TaskKey, Form> | undefined;

function readForm(key: TaskKey): Form {
  const file = new URL(`../${DEFAULT_POLICY_VERSION}/forms/${key}.json`, import.meta.url);
  return deepFrozen(JSON.parse(readFileSync(file, 'utf8')) as Form);
}

/** Every form of the policy th-nrm-2565, by the key of its task. */
export function allForms(): ReadonlyMap<TaskKey, Form> {
  forms ??= new Map(TASK_KEYS.map((key) => [key, readForm(key)]));
  return forms;
}

export function getForm(key: TaskKey): Form {
  const form = allForms().get(key);
  // Only a key from outside that nobody has parsed gets here.
  if (form === undefined) throw new DomainError('task-not-found');
  return form;
}

/**
 * Holds the answers to a task against its form. What the domain can say better (reasons, consent, a cell as a place)
 * is left to it.
 */
export function checkAnswers(key: TaskKey, answers: unknown): readonly Violation[] {
  return schemaViolations(getForm(key).schema, answers);
}
