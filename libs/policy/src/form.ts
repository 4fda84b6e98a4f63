import type { BilingualText } from '#domain/policy.js';
import type { Answers } from '#domain/task-template.js';
import type { TaskKey } from '#domain/task-keys.js';

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

/** An answer that says something of an indicator, so that nobody is asked the same thing twice. */
export interface IndicatorLink {
  readonly field: string;
  readonly indicator: string;
  /** The answers that mean yes; any other answer means no, no answer means nothing. */
  readonly yesWhen: readonly (string | boolean)[] | { readonly atLeast: number };
}

export interface Form {
  readonly id: TaskKey;
  readonly version: number;
  readonly title: BilingualText;
  /** What the person who fills it in must know of it, e.g. that the official wording was not obtained. */
  readonly note?: BilingualText;
  readonly schema: FormSchema;
  readonly indicates?: readonly IndicatorLink[];
  readonly example: Answers;
}
