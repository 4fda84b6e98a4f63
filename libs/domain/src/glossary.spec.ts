import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHOICE_KINDS, FINDINGS, ROUTES, SCREENING_OUTCOMES } from './case-codes.js';
import { CHECKLISTS } from './checklists.js';
import { CLOCK_KEYS } from './clock.js';
import { PROTECTION_PLACES, REFUSED_PLACES } from './custody.js';
import { PROCESS_KINDS } from './facts.js';
import type { BilingualText } from './policy.js';
import { ROLES } from './roles.js';
import { CASE_OUTCOMES, STAGES } from './stages.js';
import { TRACKS } from './stages/rights-and-choices.js';
import { TASK_KEYS } from './task-keys.js';
import type { Checklist } from './task-template.js';
import * as labels from './texts/code-labels.js';
import { WAIT_CAUSE_LABELS } from './texts/stuck-texts.js';
import { WAIT_CAUSES } from './wait-causes.js';

interface Row extends BilingualText {
  readonly law: string;
  readonly code: string;
}

const glossary = readFileSync(join(process.cwd(), 'libs/domain/GLOSSARY.md'), 'utf8');

/** The rows of the table under a heading. */
function rowsUnder(heading: string): readonly Row[] {
  const section = glossary.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, th = '', en = '', law = '', code = ''] = cells;
    const named = /^`([^`]+)`$/.exec(code)?.[1];
    return named === undefined ? [] : [{ th, en, law, code: named }];
  });
}

describe('the glossary', () => {
  it.each<readonly [string, readonly string[]]>([
    ['Stages', STAGES],
    ['Roles', ROLES],
    ['Routes', ROUTES],
    ['Screening outcomes', SCREENING_OUTCOMES],
    ['Findings', FINDINGS],
    ['Clocks', CLOCK_KEYS],
    ['Choices', CHOICE_KINDS],
    ['Tasks', TASK_KEYS],
    ['Case outcomes', CASE_OUTCOMES],
    ['Processes and tracks', [...PROCESS_KINDS, ...TRACKS]],
    ['Places of protection', [...PROTECTION_PLACES, ...REFUSED_PLACES]],
    ['What a case waits for', WAIT_CAUSES],
  ])('has every code once, and no other: %s', (heading, codes) => {
    expect(
      rowsUnder(heading)
        .map(({ code }) => code)
        .sort(),
    ).toEqual([...codes].sort());
  });

  it.each<readonly [string, Readonly<Record<string, BilingualText>>]>([
    ['Stages', labels.STAGE_LABELS],
    ['Roles', labels.ROLE_LABELS],
    ['What a case waits for', WAIT_CAUSE_LABELS],
    ['Routes', labels.ROUTE_LABELS],
    ['Screening outcomes', labels.SCREENING_LABELS],
    ['Findings', labels.FINDING_LABELS],
    ['Custody states', labels.CUSTODY_LABELS],
    ['Clocks', labels.CLOCK_LABELS],
    ['Choices', labels.CHOICE_LABELS],
    ['Services of a referral', labels.SERVICE_LABELS],
    ['Tasks', labels.TASK_LABELS],
    ['Case outcomes', labels.CASE_OUTCOME_LABELS],
  ])('says what the screens say: %s', (heading, record) => {
    const words = rowsUnder(heading).map(({ code, th, en }) => [code, { th, en }] as const);
    expect(Object.fromEntries(words)).toEqual(record);
  });

  it('has every outcome of every task', () => {
    const known = ['Screening outcomes', 'Findings', 'Case outcomes', 'Task outcomes'].flatMap((heading) =>
      rowsUnder(heading).map(({ code }) => code),
    );
    const outcomes = Object.values<Checklist>(CHECKLISTS).flatMap(({ tasks }) =>
      tasks.flatMap((template) => [...template.outcomes]),
    );
    expect(outcomes.filter((outcome) => !known.includes(outcome))).toEqual([]);
  });

  it('names a law, a product default or a dash in every row', () => {
    const headings = [...glossary.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading ?? '');
    for (const row of headings.flatMap(rowsUnder)) {
      expect(row.law).toMatch(/^(–|product default|bilateral SOPs|PDPA 2562|NRM 2565|s\.\d.*)$/);
      expect(row.th).not.toBe('');
    }
  });
});
