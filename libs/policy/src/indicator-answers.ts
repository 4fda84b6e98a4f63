import {
  EVIDENCE_KINDS,
  INDICATOR_ANSWERS,
  type AnsweredIndicator,
  type EvidenceKind,
  type IndicatorAnswer,
} from '#domain/indicators/answered.js';
import type { Instant } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import type { FormLibrary } from './form-library.js';
import type { Form, IndicatorLink } from './form.js';

/** What was recorded by one task, with the version of the form that asked it. */
export interface AnsweredForm {
  readonly key: TaskKey;
  readonly formVersion: number;
  readonly answers: Answers;
  readonly happenedAt: Instant;
  readonly recordedBy?: string;
}

/** The tasks whose forms say something of indicators. */
export function tasksThatIndicate(library: FormLibrary): readonly TaskKey[] {
  const asking = library.all().filter((form) => form.indicates !== undefined || asksIndicators(form));
  return [...new Set(asking.map(({ id }) => id))];
}

export function asksIndicators({ schema }: Form): boolean {
  return schema.properties.indicators !== undefined;
}

/** All that answered forms say of indicators, in the order in which it was said. */
export function indicatorAnswers(
  library: FormLibrary,
  answered: readonly AnsweredForm[],
): readonly AnsweredIndicator[] {
  return answered.flatMap((one) => {
    const form = library.of(one.key, one.formVersion);
    const given = {
      task: one.key,
      at: one.happenedAt,
      ...(one.recordedBy === undefined ? {} : { by: one.recordedBy }),
    };
    const byName = asksIndicators(form) ? namedAnswers(one.answers) : [];
    const byField = (form.indicates ?? []).flatMap((link) => linkedAnswer(link, one.answers));
    return [...byName, ...byField].map(({ field, ...answer }) => ({
      ...answer,
      given: field === undefined ? given : { ...given, field },
    }));
  });
}

type Said = Omit<AnsweredIndicator, 'given'> & { readonly field?: string };

function namedAnswers({ indicators }: Answers): readonly Said[] {
  if (!Array.isArray(indicators)) return [];
  return indicators.flatMap((item: Record<string, unknown>) => {
    const answer = INDICATOR_ANSWERS.find((known) => known === item.answer);
    if (answer === undefined || typeof item.id !== 'string') return [];
    return [{ id: item.id, answer, evidence: evidenceOf(item.evidence) }];
  });
}

function linkedAnswer({ field, indicator, yesWhen }: IndicatorLink, answers: Answers): readonly Said[] {
  const value = answers[field];
  const silence = inside(answers.notAnswered, field);
  const said = (answer: IndicatorAnswer): Said => ({
    id: indicator,
    answer,
    evidence: evidenceOf(inside(answers.evidenceFor, field) ?? 'statement'),
    field,
  });
  if (value === undefined) {
    const answer = INDICATOR_ANSWERS.find((known) => known === silence);
    return answer === undefined ? [] : [said(answer)];
  }
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  const isYes =
    'atLeast' in yesWhen
      ? values.some((one) => typeof one === 'number' && one >= yesWhen.atLeast)
      : values.some((one) => yesWhen.some((yes) => yes === one));
  return [said(isYes ? 'yes' : 'no')];
}

function inside(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

function evidenceOf(value: unknown): EvidenceKind {
  return EVIDENCE_KINDS.find((kind) => kind === value) ?? 'none';
}
