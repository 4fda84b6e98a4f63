import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanUpDeadRuns, createRunFolder } from '../libs/testing/src/run-cleanup.mjs';

/** Only makes the run's folder: the services start when the first spec asks for them. */
export default async function setUp() {
  await cleanUpDeadRuns();
  process.env.SAPHAN_TEST_RUN_DIR = createRunFolder();
  process.env.SAPHAN_AUDIT_KEY_FILE = path.join(process.env.SAPHAN_TEST_RUN_DIR, 'audit.key');
  writeFileSync(process.env.SAPHAN_AUDIT_KEY_FILE, randomBytes(32).toString('base64'), { mode: 0o600 });
}
