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
  /** A place in Thailand: province, district and sub-district may be chosen from a list and are written into the text. */
  readonly 'x-thai-address'?: boolean;
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

/** A question is asked only when the answers so far are so. */
export type Condition =
  | { readonly field: string; readonly is: readonly (string | boolean | number)[] }
  | { readonly allOf: readonly Condition[] }
  | { readonly anyOf: readonly Condition[] };

export type Audience = 'adult' | 'child';

/** How one field is asked. */
export interface Question {
  readonly field: string;
  readonly help?: BilingualText;
  readonly audience?: Audience;
  readonly showIf?: Condition;
  /** "Does not know", "refused" and "not asked" are answers too, kept in `notAnswered`. */
  readonly mayStaySilent?: true;
  /** On what the answer rests, kept in `evidenceFor`. */
  readonly asksEvidence?: true;
  /** Of a list of indicators: which ones this page asks. */
  readonly indicators?: {
    readonly set: string;
    readonly dimensions: readonly string[];
    readonly only?: readonly string[];
  };
}

export interface FormPage {
  readonly id: string;
  readonly title: BilingualText;
  /** Read before the first question of the page. */
  readonly intro?: BilingualText;
  readonly audience?: Audience;
  readonly questions: readonly Question[];
}

/** Whether the words are an office's own: unknown (not obtained), none (there is no official form), obtained. */
export type OfficialWording = 'unknown' | 'none' | 'obtained';

/** As it stands in its file. */
export interface WrittenForm {
  readonly id: TaskKey;
  readonly version: number;
  readonly title: BilingualText;
  /** What the person who fills it in must know of it, e.g. that the official wording was not obtained. */
  readonly note?: BilingualText;
  readonly officialWording: OfficialWording;
  readonly schema: FormSchema;
  readonly presentation: { readonly pages: readonly FormPage[] };
  readonly indicates?: readonly IndicatorLink[];
  readonly example: Answers;
}

/** As it is asked: its schema with the places for silence and evidence. */
export interface Form extends WrittenForm {
  /** Fields that must be answered, or passed over in silence where that is allowed. */
  readonly mustBeMet: readonly string[];
}
