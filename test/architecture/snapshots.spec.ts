import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { describeApi } from './api-surface.js';
import { permissionsPage } from './snapshots/permissions.js';
import { recordOfProcessingPage } from './snapshots/record-of-processing.js';
import { schemaListing } from './snapshots/schema.js';
import { workflowMessagesPage } from './snapshots/workflow-messages.js';

/** Set by `npm run sync`, which renews what this spec compares. */
const renew = process.env.SAPHAN_SYNC === '1';

async function markdown(text: string): Promise<string> {
  const config = await resolveConfig(path.join(projectRoot(), 'README.md'));
  return format(text, { ...config, parser: 'markdown' });
}

const SNAPSHOTS: readonly (readonly [what: string, file: string, make: () => Promise<string>])[] = [
  ['the HTTP interface', 'openapi.json', async () => `${JSON.stringify(await describeApi(), null, 2)}\n`],
  ['who may do what', 'docs/permissions.md', () => markdown(permissionsPage())],
  ['the schema of the store', 'docs/schema.sql', schemaListing],
  ['what personal data is kept for', 'docs/record-of-processing.md', () => markdown(recordOfProcessingPage())],
  ['the messages of the workflows', 'docs/workflow-messages.md', () => markdown(workflowMessagesPage())],
];

describe('a reviewer', () => {
  it.each(SNAPSHOTS)(
    'reads %s as the code has it (else: "npm run sync", and look at the difference of %s)',
    async (_, file, make) => {
      const target = path.join(projectRoot(), file);
      const made = await make();
      if (renew) {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, made);
      }
      expect(existsSync(target) ? readFileSync(target, 'utf8') : '').toBe(made);
    },
    60_000,
  );
});
