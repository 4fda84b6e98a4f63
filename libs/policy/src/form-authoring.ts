import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Condition, FormField, FormSchema, WrittenForm } from './form.js';
import { isKnownIndicator, loadIndicatorSets } from './indicator-sets.js';

const META_SCHEMA = JSON.parse(readFileSync(new URL('../form.meta-schema.json', import.meta.url), 'utf8')) as object;

/** Names that the record itself puts among the answers. */
const RESERVED = ['advice', 'notAnswered', 'evidenceFor'];

const isAForm = new Ajv2020({ allErrors: true, strict: false }).compile(META_SCHEMA);

/**
 * What an author must mend before a form is asked: its shape, a label missing in one language, a branch to a field
 * that is not there, a question that nobody would ever see. Held against every form file in CI.
 */
export function authoringFaults(written: unknown): readonly string[] {
  if (!isAForm(written))
    return (isAForm.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const form = written as WrittenForm;
  const { properties, required } = form.schema;
  const questions = form.presentation.pages.flatMap((page) => page.questions);
  const faults: string[] = [];
  const fields = Object.keys(properties);
  for (const name of RESERVED) if (fields.includes(name)) faults.push(`${name}: the record's own name`);
  for (const name of required) if (!fields.includes(name)) faults.push(`required ${name}: no such field`);
  for (const name of fields) {
    if (!questions.some(({ field }) => field === name)) faults.push(`${name}: on no page`);
    faults.push(...labelFaults(properties[name], name));
  }
  const pageIds = form.presentation.pages.map(({ id }) => id);
  if (new Set(pageIds).size !== pageIds.length) faults.push('two pages of one id');
  const once = questions.filter(({ indicators }) => indicators === undefined).map(({ field }) => field);
  if (new Set(once).size !== once.length) faults.push('a field is asked twice');
  for (const { field, showIf, audience, indicators } of questions) {
    if (!fields.includes(field)) faults.push(`question ${field}: no such field`);
    if (showIf !== undefined) faults.push(...conditionFaults(showIf, field, properties));
    if ((showIf !== undefined || audience === 'child') && required.includes(field))
      faults.push(`${field}: required, and hidden to some`);
    const set = loadIndicatorSets().find(({ id }) => id === indicators?.set);
    if (
      indicators !== undefined &&
      !indicators.dimensions.every((id) => set?.dimensions.some((known) => known.id === id))
    ) {
      faults.push(`question ${field}: no such set or dimension`);
    }
  }
  for (const { field, indicator } of form.indicates ?? []) {
    if (!fields.includes(field)) faults.push(`indicates ${field}: no such field`);
    if (!isKnownIndicator(indicator)) faults.push(`indicates ${indicator}: no such indicator`);
  }
  return faults;
}

function labelFaults(field: FormField | undefined, path: string): readonly string[] {
  if (field === undefined) return [];
  const labels = Object.keys(field['x-enum-labels'] ?? {});
  const codes = field.enum ?? [];
  const own = codes.filter((code) => !labels.includes(code)).map((code) => `${path}: ${code} has no label`);
  const inside = Object.entries(field.properties ?? {}).flatMap(([name, inner]) =>
    labelFaults(inner, `${path}/${name}`),
  );
  return [...own, ...inside, ...labelFaults(field.items, `${path}/*`)];
}

function conditionFaults(condition: Condition, asking: string, fields: FormSchema['properties']): readonly string[] {
  if ('allOf' in condition) return condition.allOf.flatMap((inner) => conditionFaults(inner, asking, fields));
  if ('anyOf' in condition) return condition.anyOf.flatMap((inner) => conditionFaults(inner, asking, fields));
  const { field, is } = condition;
  const read = fields[field];
  if (read === undefined || field === asking) return [`${asking}: shown by ${field}, which is not there`];
  const values: readonly (string | boolean | number)[] | undefined =
    read.type === 'boolean' ? [true, false] : (read.enum ?? read.items?.enum);
  if (values === undefined) return [];
  return is.filter((value) => !values.includes(value)).map((value) => `${asking}: ${field} is never ${String(value)}`);
}
