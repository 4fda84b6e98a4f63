import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './run.mjs';
import { Sentence } from './sentence.mjs';

const SOURCE_FOLDERS = ['apps', 'libs', 'workflows', 'test/bench', 'test/browser'];
const BUNDLE = 'dist/workflow-bundle.js';
const BUNDLE_BUILDER = 'dist/apps/worker/src/build-workflow-bundle.js';
const COMPILED = /\.tsx?$/;
const NOT_BUILT = /(\.spec\.tsx?|\.d\.ts|\.d\.mts)$/;
/** The console is the browser's: Vite builds it. */
const OF_THE_BROWSER = 'apps/web/';

/** Compiles what changed since the last build into dist/, removes what has no source any more, then bundles the workflows. */
export async function build(root, node) {
  const stampFile = path.join(root, 'dist', '.build.json');
  const stamp = readStamp(stampFile);
  const recipe = digest([
    readFileSync(path.join(root, '.swcrc')),
    readFileSync(path.join(root, 'package-lock.json')),
    readFileSync(new URL(import.meta.url)),
  ]);
  const before = stamp.recipe === recipe ? stamp.files : {};
  const sources = SOURCE_FOLDERS.flatMap((folder) => listFiles(root, folder));
  const files = {};
  const changed = [];
  for (const source of sources) {
    const { mtimeMs, size } = statSync(path.join(root, source));
    const known = before[source];
    // A file whose time and size are unchanged is not read again; a touched one is compared by its content.
    if (known?.mtimeMs === mtimeMs && known.size === size && existsSync(outputOf(root, source))) {
      files[source] = known;
      continue;
    }
    const hash = digest([readFileSync(path.join(root, source))]);
    files[source] = { mtimeMs, size, hash };
    if (known?.hash !== hash || !existsSync(outputOf(root, source))) changed.push(source);
  }

  mkdirSync(path.join(root, 'dist'), { recursive: true });
  removeStale(root, new Set(sources.flatMap((source) => outputsOf(source))));
  if (changed.length > 0) {
    const started = performance.now();
    // A build that fails halfway must not count what it touched as built, whatever the sources look like next time.
    const untouched = Object.fromEntries(Object.entries(before).filter(([source]) => !changed.includes(source)));
    writeFileSync(stampFile, JSON.stringify({ recipe, files: untouched, bundle: stamp.bundle }));
    await compile(root, changed);
    console.log(`Built ${changed.length} files in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
  const bundle = await bundleWorkflows(root, node, files, recipe, stamp.bundle);
  writeFileSync(stampFile, JSON.stringify({ recipe, files, bundle }));
}

async function compile(root, sources) {
  const { transform } = await import(pathToFileURL(path.join(root, 'node_modules/@swc/core/index.js')).href).then(
    (module) => module.default ?? module,
  );
  const options = JSON.parse(readFileSync(path.join(root, '.swcrc'), 'utf8'));
  const failures = [];
  await Promise.all(
    sources.map(async (source) => {
      const from = path.join(root, source);
      const to = outputOf(root, source);
      mkdirSync(path.dirname(to), { recursive: true });
      if (!COMPILED.test(source)) return writeFileSync(to, readFileSync(from), { mode: statSync(from).mode });
      try {
        const { code, map } = await transform(readFileSync(from, 'utf8'), {
          ...options,
          swcrc: false,
          configFile: false,
          filename: from,
          sourceFileName: path.relative(path.dirname(to), from),
        });
        writeFileSync(to, map ? `${code}//# sourceMappingURL=${path.basename(to)}.map\n` : code);
        if (map) writeFileSync(`${to}.map`, map);
      } catch (error) {
        // swc adds a backtrace of its own; the place and the cause stand before it.
        failures.push(`${source}: ${error.message.split('Caused by:')[0].trim()}`);
      }
    }),
  );
  if (failures.length > 0) throw new Sentence(`These files do not compile:\n${failures.join('\n')}`);
}

async function bundleWorkflows(root, node, files, recipe, before) {
  if (!existsSync(path.join(root, BUNDLE_BUILDER))) return undefined;
  const inputs = Object.keys(files).filter(
    (file) =>
      file.startsWith('workflows/') ||
      (file.startsWith('libs/') && !file.startsWith('libs/testing/')) ||
      file.startsWith('apps/worker/src/build-workflow-bundle'),
  );
  const wanted = digest([recipe, ...inputs.sort().map((file) => `${file}=${files[file].hash}`)]);
  if (before === wanted && existsSync(path.join(root, BUNDLE))) return wanted;
  const started = performance.now();
  const code = await run(node, [path.join(root, BUNDLE_BUILDER)], { cwd: root, quiet: !process.env.SAPHAN_DEBUG });
  if (code !== 0) throw new Sentence('The workflow bundle could not be built: see the lines above.');
  console.log(`Bundled the workflows in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return wanted;
}

function listFiles(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !NOT_BUILT.test(file) && !file.includes('node_modules') && !file.startsWith(OF_THE_BROWSER));
}

function outputsOf(source) {
  const output = path.join('dist', COMPILED.test(source) ? source.replace(COMPILED, '.js') : source);
  return COMPILED.test(source) ? [output, `${output}.map`] : [output];
}

const outputOf = (root, source) => path.join(root, outputsOf(source)[0]);

function removeStale(root, wanted) {
  for (const folder of SOURCE_FOLDERS) {
    const base = path.join(root, 'dist', folder);
    if (!existsSync(base)) continue;
    const entries = readdirSync(base, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && !wanted.has(path.relative(root, file))) rmSync(file);
    }
    const folders = entries.filter((entry) => entry.isDirectory());
    for (const entry of folders.reverse()) removeIfEmpty(path.join(entry.parentPath ?? entry.path, entry.name));
  }
}

function removeIfEmpty(folder) {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { recipe: '', files: {} };
  }
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
