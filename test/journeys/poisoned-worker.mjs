// Loaded into a worker before its own code: kills the process whenever it moves on the case that the file names. What a
// crash in native code, or a machine that runs out of memory on one case, looks like from outside.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';

const { ProcessActivitiesService } = await import(process.env.SAPHAN_POISONED_MODULE);
const { enterStage } = ProcessActivitiesService.prototype;
ProcessActivitiesService.prototype.enterStage = function (move) {
  if (readFileSync(process.env.SAPHAN_POISONED_FILE, 'utf8').includes(move.caseId)) process.exit(1);
  return enterStage.call(this, move);
};
