// Loaded into a worker before its own code: kills the process whenever it moves on the case that the file names. What a
// crash in native code, or a machine that runs out of memory on one case, looks like from outside. With `refuse` before
// the case, its commit fails instead, again and again.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';

const { ProcessActivitiesService } = await import(process.env.SAPHAN_POISONED_MODULE);
const { enterStage } = ProcessActivitiesService.prototype;
ProcessActivitiesService.prototype.enterStage = function (move) {
  const named = readFileSync(process.env.SAPHAN_POISONED_FILE, 'utf8');
  if (named.includes(`refuse ${move.caseId}`)) throw new Error('refused by the test');
  if (named.includes(move.caseId)) process.exit(1);
  return enterStage.call(this, move);
};
