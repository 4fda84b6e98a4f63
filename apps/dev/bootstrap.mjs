// Runs before anything is installed, on the Node that the person has (20 or newer): no dependency, no TypeScript.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './bootstrap/build.mjs';
import { buildWeb, generateWebClient } from './bootstrap/build-web.mjs';
import { ensureDependencies, getNode } from './bootstrap/install.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { run } from './bootstrap/run.mjs';
import { Sentence } from './bootstrap/sentence.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const tool = (relativePath) => path.join(root, 'node_modules', relativePath);

/** Commands that are one compiled entry file. */
const ENTRIES = {
  demo: 'dist/apps/dev/src/demo.js',
  'rebuild-workflows': 'dist/apps/dev/src/rebuild-workflows.js',
  reconcile: 'dist/apps/dev/src/reconcile.js',
  'audit:verify': 'dist/apps/dev/src/audit-verify.js',
  'audit:checkpoint': 'dist/apps/dev/src/audit-checkpoint.js',
  'rotate-keys': 'dist/apps/dev/src/rotate-keys.js',
  'create-admin': 'dist/apps/dev/src/create-admin.js',
  bench: 'dist/test/bench/main.js',
  sync: 'dist/apps/dev/src/sync.js',
};

async function runEntry(node, entry, args, options = {}) {
  if (!existsSync(path.join(root, entry))) {
    throw new Sentence(`This version of Saphan has no such command yet: ${entry} is missing.`);
  }
  const before = ['--enable-source-maps', '--import', path.join(root, 'dist/apps/dev/src/print-sentences.js')];
  return run(node, [...before, path.join(root, entry), ...args], { cwd: root, ...options });
}

async function lint(node) {
  // All of them run, so that one look shows everything there is to mend.
  const codes = [
    await run(node, [tool('typescript/bin/tsc'), '--noEmit'], { cwd: root }),
    await run(node, [tool('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web'], { cwd: root }),
    await run(node, [tool('eslint/bin/eslint.js'), '.'], { cwd: root }),
    await run(node, [tool('prettier/bin/prettier.cjs'), '--check', '.'], { cwd: root }),
    await run(node, [tool('secretlint/bin/secretlint.js'), '--maskSecrets', '**/*'], { cwd: root }),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}

async function test(node, args) {
  const prepare = 'dist/libs/testing/src/prepare.js';
  if (existsSync(path.join(root, prepare))) {
    const code = await runEntry(node, prepare, []);
    if (code !== 0) return code;
  }
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  return run(node, [tool('jest/bin/jest.js'), ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: options.trim(), TZ: 'UTC' },
  });
}

async function main([command, ...args]) {
  const known = ['start', 'test', 'lint', 'check', 'build', ...Object.keys(ENTRIES)];
  if (!known.includes(command)) {
    throw new Sentence(
      `${command ? `There is no command "${command}".` : 'Say what to do.'} Commands: ${known.join(', ')}.`,
    );
  }
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Sentence(`Saphan needs Node 20 or newer to start; this is Node ${process.versions.node}.`);

  // Two commands at once (a start and a test run) would install and build into the same folders.
  const node = await withLock(root, async () => {
    await ensureDependencies(root);
    const found = getNode(root);
    if (command === 'lint') await generateWebClient(root, found);
    else await build(root, found);
    // Not for sync: the console is built from the contract that sync renews, and may ask for what is new in it.
    if (!['lint', 'sync'].includes(command)) await buildWeb(root, found);
    return found;
  });

  switch (command) {
    case 'build':
      return 0;
    case 'lint':
      return lint(node);
    case 'test':
      return test(node, args);
    case 'check': {
      const linted = await lint(node);
      return linted === 0 ? test(node, args) : linted;
    }
    case 'start':
      // The channel tells the supervisor when this process is gone, also after a kill -9.
      return runEntry(node, 'dist/apps/dev/src/main.js', args, { channel: true });
    default:
      return runEntry(node, ENTRIES[command], args);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Sentence) console.error(error.message);
  else {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    console.error(`Saphan ${version} could not go on: ${error.message}`);
    if (process.env.SAPHAN_DEBUG) console.error(error);
  }
  process.exitCode = 1;
}
