import { cleanUpDeadRuns, createRunFolder } from '../libs/testing/src/run-cleanup.mjs';

/** Only makes the run's folder: the services start when the first spec asks for them. */
export default async function setUp() {
  await cleanUpDeadRuns();
  process.env.SAPHAN_TEST_RUN_DIR = createRunFolder();
}
