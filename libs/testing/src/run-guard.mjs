// Started with the first service of a test run; when Jest is killed before its teardown, this tidies up in its place.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanUpRun, isRunAlive } from './run-cleanup.mjs';

const folder = process.argv[2];
while (existsSync(folder) && isRunAlive(folder)) await sleep(500);
if (existsSync(folder)) await cleanUpRun(folder);
