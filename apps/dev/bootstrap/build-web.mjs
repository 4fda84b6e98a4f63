import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { Sentence } from './sentence.mjs';

const CLIENT = 'dist/web-client/sdk.gen.ts';
const CONSOLE = 'dist/web/index.html';

/** The console's API client; made again only when openapi.json or its recipe changed. */
export async function generateWebClient(root, node) {
  await once(root, 'dist/.web-client.json', CLIENT, ['openapi.json', 'apps/web/generate-client.mjs'], async () => {
    const code = await run(node, [path.join(root, 'apps/web/generate-client.mjs')], { cwd: root });
    if (code !== 0) throw new Sentence('The client of the console could not be made: see the lines above.');
  });
}

/** The console in dist/web; built again only when something that it is made of changed. */
export async function buildWeb(root, node) {
  if (!existsSync(path.join(root, 'apps/web/vite.config.ts'))) return;
  await generateWebClient(root, node);
  const inputs = [...filesOf(root, 'apps/web'), ...filesOf(root, 'libs/domain/src'), 'openapi.json'];
  const started = performance.now();
  const built = await once(root, 'dist/.web.json', CONSOLE, inputs, async () => {
    const vite = path.join(root, 'node_modules/vite/bin/vite.js');
    const config = path.join(root, 'apps/web/vite.config.ts');
    const code = await run(node, [vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: root });
    if (code !== 0) throw new Sentence('The console could not be built: see the lines above.');
  });
  if (built) console.log(`Built the console in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

async function once(root, stampFile, output, inputs, make) {
  const own = ['package-lock.json', 'apps/dev/bootstrap/build-web.mjs'];
  const hash = createHash('sha256');
  for (const input of [...own, ...inputs]) {
    hash
      .update(input)
      .update('\0')
      .update(readFileSync(path.join(root, input)))
      .update('\0');
  }
  const wanted = hash.digest('hex');
  const stamp = path.join(root, stampFile);
  if (existsSync(path.join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}

function filesOf(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}
