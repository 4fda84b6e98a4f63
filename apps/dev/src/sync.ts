import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './project-root.js';
import { SentenceError } from './sentence-error.js';

/**
 * `npm run sync`: renews the committed pages that reviewers read (openapi.json, docs/permissions.md, docs/schema.sql,
 * docs/workflow-messages.md). The spec that compares them makes them, so that the two cannot disagree.
 */
const spec = 'test/architecture/snapshots.spec.ts';
const jest = path.join(projectRoot(), 'node_modules/jest/bin/jest.js');
const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
const { status } = spawnSync(process.execPath, [jest, '--silent', '--runTestsByPath', spec], {
  cwd: projectRoot(),
  env: { ...process.env, NODE_OPTIONS: options.trim(), SAPHAN_SYNC: '1', TZ: 'UTC' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new SentenceError('The pages could not be renewed: see the lines above.');
console.log('Renewed openapi.json and docs/: look at the difference before you commit it.');
