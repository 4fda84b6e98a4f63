import { brokenRules, IMPORT_RULES } from './import-rules.js';
import { readSource, sourceFiles } from './source-files.js';

/** One violation of each rule, as somebody in a hurry would write it. */
const PLANTED: readonly (readonly [sentence: RegExp, file: string, text: string])[] = [
  [/domain is pure/, 'libs/domain/src/clock.ts', `import { readFileSync } from 'node:fs';`],
  [/domain is pure/, 'libs/domain/src/clock.ts', `export * from '#policy/forms.js';`],
  [/breaks replay/, 'workflows/src/case/case.workflow.ts', `import pg from 'pg';`],
  [/breaks replay/, 'workflows/src/case/stages/report.ts', `const fs = await import('node:fs');`],
  [/breaks replay/, 'workflows/src/kit/process-run.ts', `import { DataSource } from '#persistence/data-source.js';`],
  [/policy is data/, 'libs/policy/src/forms.ts', `import { Injectable } from '@nestjs/common';`],
  [/nothing else/, 'libs/persistence/src/casework.ts', `import { getForm } from '#policy/forms.js';`],
  [/nothing else/, 'libs/persistence/src/casework.ts', `import type { Client } from '@temporalio/client';`],
  [/who asks/, 'libs/access/src/permissions.ts', `import { Me } from '../../../apps/api/src/http/request-context.js';`],
  [/nothing of what is recorded/, 'libs/audit/src/sealing.ts', `import { ROLES } from '#domain/roles.js';`],
  [/keys and bytes/, 'libs/privacy/src/vault.ts', `import { CaseFile } from '#persistence/case-file/case-file.js';`],
  [/know no asker/, 'libs/documents/src/own-sheet.ts', `import { Casework } from '#persistence/casework.js';`],
  [/know nobody and store nothing/, 'libs/notices/src/mail.ts', `import { Casework } from '#persistence/casework.js';`],
  [/knows nobody/, 'libs/observability/src/logger.ts', `import { Case } from '#persistence/entities/case.entity.js';`],
  [/never imports an app/, 'libs/temporal/src/fact-courier.ts', `import '../../../apps/dev/src/main.js';`],
  [/never import apps/, 'apps/api/src/main.ts', `import { OutboxRelay } from '../../worker/src/relay/x.js';`],
  [/never import apps/, 'apps/dev/src/main.ts', `await import('../../api/src/create-api.js');`],
  [/generated client/, 'apps/web/src/x.ts', `import { PERMISSIONS } from '#access/permissions.js';`],
  [/import type/, 'apps/api/src/tasks/x.ts', `import { factSignal } from '#workflows/kit/process.messages.js';`],
  [/import type/, 'apps/worker/src/x.ts', `export { caseWorkflow } from '../../../workflows/src/index.js';`],
  [/for tests/, 'apps/dev/src/demo.ts', `import { startStack } from '#testing/stack.js';`],
  [/Only apps\/worker/, 'apps/api/src/x.ts', `import { Worker } from '@temporalio/worker';`],
  [/One alias/, 'apps/api/src/x.ts', `import { ROLES } from '../../../libs/domain/src/roles.js';`],
];

describe('who may import whom', () => {
  it('is held by every source file', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => brokenRules(file, readSource(file)))).toEqual([]);
  });

  it.each(PLANTED)('says "%s" to %s when it writes %s', (sentence, file, text) => {
    expect(brokenRules(file, text)).toContainEqual(expect.stringMatching(sentence));
  });

  it('has a planted violation for every rule', () => {
    const proven = IMPORT_RULES.filter(({ sentence }) => PLANTED.some(([planted]) => planted.test(sentence)));
    expect(proven).toEqual(IMPORT_RULES);
  });

  it.each([
    ['libs/domain/src/clock.ts', `import { Temporal } from 'temporal-polyfill';`],
    ['apps/api/src/x.ts', `import type { ProcessSummary } from '#workflows/kit/process.messages.js';`],
    ['libs/testing/src/stack.ts', `import { chooseFreePort } from '../../../apps/dev/src/free-port.js';`],
    ['libs/persistence/src/casework.spec.ts', `import { createTestDatabase } from '#testing/test-services.js';`],
  ])('lets %s write %s', (file, text) => {
    expect(brokenRules(file, text)).toEqual([]);
  });
});
