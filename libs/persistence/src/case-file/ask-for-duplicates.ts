import { randomUUID } from 'node:crypto';
import type { TaskKey } from '#domain/task-keys.js';
import type { CaseFile } from './case-file.js';

/** After these somebody has spoken with her: whoever was reported meanwhile is compared once more. */
export const ASKS_FOR_DUPLICATES: readonly TaskKey[] = ['screening-interview', 'labour-screening'];

/** Has her compared with everybody known, by the worker, after the commit. */
export function askForDuplicates(file: CaseFile): void {
  file.writes.insert('duplicateChecks', { id: randomUUID(), case_id: file.id, asked_at: file.now });
}
