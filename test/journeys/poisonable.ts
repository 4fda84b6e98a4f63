import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import type { StackOptions } from '#testing/stack.js';

const url = (file: string) => pathToFileURL(path.join(projectRoot(), file)).href;

/** A stack whose worker crashes on the case that is named in the file, or whose commit of it fails, and in which a day may last two seconds. */
export function poisonableBy(file: string): StackOptions {
  return {
    env: {
      SAPHAN_DEMONSTRATION_SECONDS_PER_DAY: '2',
      NODE_OPTIONS: `--import=${url('test/journeys/poisoned-worker.mjs')}`,
      SAPHAN_POISONED_FILE: file,
      SAPHAN_POISONED_MODULE: url('dist/apps/worker/src/activities/process-activities.service.js'),
    },
  };
}
