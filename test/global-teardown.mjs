import { cleanUpRun } from '../libs/testing/src/run-cleanup.mjs';

export default async function tearDown() {
  await cleanUpRun(process.env.SAPHAN_TEST_RUN_DIR);
}
