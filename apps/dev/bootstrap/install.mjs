import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { Sentence } from './sentence.mjs';

/** Runs `npm ci` when node_modules is missing or was made from another package-lock.json. */
export async function ensureDependencies(root) {
  const stamp = path.join(root, 'node_modules', '.saphan-stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.log('Installing the npm packages with "npm ci": about a minute, up to three on a slow connection.');
  // node_modules/.bin/node is one of the packages: npm must not run on the very file it replaces.
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter);
  // Tools that build and test are wanted here, also where NODE_ENV=production is set for the server.
  const code = await run(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      env: { ...process.env, PATH },
      quiet: true,
    },
  );
  if (code !== 0) {
    throw new Sentence(
      'The npm packages could not be installed: see the lines above, check the connection to the npm registry, then try again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** The Node that runs Saphan: the npm package "node", or this one where it is new enough. */
export function getNode(root) {
  const packaged = path.join(root, 'node_modules', '.bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Sentence(
    `Saphan runs on Node 24, which the npm package "node" did not bring for this machine (${process.platform} ${process.arch}): install Node 24 and try again.`,
  );
}
