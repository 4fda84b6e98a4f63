import { readFileSync } from 'node:fs';
import type { FormField } from '#policy/form.js';
import { authoringFaults } from '#policy/form-authoring.js';
import { quickReportForm } from '#policy/quick-report.js';
import { schemaViolations } from '#policy/schema-violations.js';
import { ReportDto } from '../../apps/api/src/reports/dto/report.dto.js';
import { envelopePipe } from '../../apps/api/src/http/envelope.pipe.js';

interface BodySchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, BodyField>>;
}
type BodyField = Pick<FormField, 'type' | 'enum' | 'format'>;

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as unknown;
const { components } = read('openapi.json') as { components: { schemas: Record<string, BodySchema> } };
const bodyOf = (name: string): BodySchema => components.schemas[name] ?? { properties: {} };
const form = quickReportForm();
const { properties } = form.schema;
const person = properties.persons?.items?.properties ?? {};
const custody = person.custody?.properties ?? {};

/** Where the console has the words of each question; what it lists itself, such as countries, has no labels in the form. */
const CONSOLE_WORDS: Readonly<Record<string, string>> = {
  dangerNow: 'report.danger',
  happenedAt: 'report.when',
  province: 'report.province',
  narrative: 'report.narrative',
  reporterConsents: 'report.consent',
  'persons/nationality': 'report.nationality',
  'persons/language': 'report.language',
  'persons/ageStatement': 'report.age',
  'persons/custody/startedAt': 'report.custodySince',
  'persons/custody/placeType': 'report.inCustody',
  'persons/givenName': 'report.name',
  'persons/sex': 'person.sex',
};
const CONSOLE_CHOICES: Readonly<Record<string, string>> = {
  'persons/ageStatement': 'report.',
  'persons/custody/placeType': 'report.places.',
  'persons/sex': 'person.sexOf.',
};

const wordsAt = (catalogue: unknown, key: string): unknown =>
  key.split('.').reduce((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], catalogue);
const fieldsIn = (fields: Readonly<Record<string, FormField>>, path = ''): readonly (readonly [string, FormField])[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const inner = field.items?.properties ?? field.properties;
    return inner === undefined ? [[`${path}${name}`, field] as const] : fieldsIn(inner, `${path}${name}/`);
  });

describe('the quick report as a form', () => {
  it('is a sound form that says that its official wording is unknown', () => {
    expect(authoringFaults(form)).toEqual([]);
    expect(form.officialWording).toBe('unknown');
    expect(form.note?.en).toMatch(/not obtained/);
  });

  it('asks twelve questions at most, with names, sex and what follows custody', () => {
    expect(fieldsIn(properties).length).toBeLessThanOrEqual(12);
  });

  it.each([
    ['ReportDto', properties, form.schema.required, ['channel']],
    ['ReportedPersonDto', person, properties.persons?.items?.required, []],
    ['CustodyDto', custody, person.custody?.required, []],
  ] as const)(
    'asks what the body %s takes: its types and choices, and all that it must have',
    (name, fields, must, besides) => {
      const body = bodyOf(name);
      for (const [field, { type, enum: choices, format }] of Object.entries(fields)) {
        const taken = body.properties[field];
        expect({ field, known: taken !== undefined }).toEqual({ field, known: true });
        if (taken?.type !== undefined) expect({ field, type }).toEqual({ field, type: taken.type });
        if (taken?.enum !== undefined) expect({ field, choices }).toEqual({ field, choices: taken.enum });
        if (taken?.format !== undefined) expect({ field, format }).toEqual({ field, format: taken.format });
      }
      expect([...(body.required ?? [])].sort()).toEqual([...(must ?? []), ...besides].sort());
    },
  );

  it('has the words of the console, question by question and choice by choice', () => {
    const catalogues = { th: read('apps/web/src/i18n/th.json'), en: read('apps/web/src/i18n/en.json') };
    const fields = fieldsIn(properties);
    expect(fields.map(([path]) => path).sort()).toEqual(Object.keys(CONSOLE_WORDS).sort());
    for (const [path, field] of fields) {
      const key = CONSOLE_WORDS[path] ?? '';
      const words = { th: wordsAt(catalogues.th, key), en: wordsAt(catalogues.en, key) };
      expect({ path, th: field['x-title-th'], en: field.title }).toEqual({ path, ...words });
      for (const [choice, label] of Object.entries(field['x-enum-labels'] ?? {})) {
        const of = `${CONSOLE_CHOICES[path] ?? ''}${choice}`;
        expect({ of, ...label }).toEqual({ of, th: wordsAt(catalogues.th, of), en: wordsAt(catalogues.en, of) });
      }
    }
  });

  it('has an example that the form and the body both take', async () => {
    expect(schemaViolations(form.schema, form.example)).toEqual([]);
    const body = { ...form.example, channel: 'police' };
    await expect(envelopePipe().transform(body, { type: 'body', metatype: ReportDto })).resolves.toMatchObject({
      persons: [{ language: 'lo' }],
    });
  });
});
