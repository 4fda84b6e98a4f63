import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** Pages that a phone must open without a network, with all that they import. */
const OFFLINE_PAGES =
  /\/src\/(?:main\.tsx|auth\/|reports\/|dates\/|i18n\/|app\/(?:PreferencesMenu|Palette))|index\.html$/;

/** Writes sw.js with the list of files that the offline pages are made of. */
function serviceWorker(): Plugin {
  return {
    name: 'saphan-service-worker',
    // After all others: a file that one of them takes away again would fail the whole installation.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const wanted = new Set<string>();
        const add = (name: string): void => {
          if (wanted.has(name)) return;
          wanted.add(name);
          const chunk = byName.get(name);
          chunk?.imports.forEach(add);
          chunk?.viteMetadata?.importedCss.forEach((css) => wanted.add(css));
        };
        for (const chunk of chunks) if (OFFLINE_PAGES.test(chunk.facadeModuleId ?? '')) add(chunk.fileName);
        for (const name of Object.keys(bundle)) if (name.endsWith('.woff2')) wanted.add(name);
        const files = [...wanted].sort().map((name) => `/${name}`);
        const template = readFileSync(path.join(import.meta.dirname, 'sw.js'), 'utf8');
        const version = createHash('sha256').update(template).update(files.join()).digest('hex').slice(0, 16);
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: template.replace('self.__FILES__', JSON.stringify(files)).replace('${self.__VERSION__}', version),
        });
      },
    },
  };
}

/**
 * Beside each file of text the same compressed, once and as well as it can be: the API sends what the browser takes, and
 * a phone on a slow line waits for a third of the bytes.
 */
function compressed(): Plugin {
  const ways = [
    ['br', promisify(brotliCompress)],
    ['gz', promisify(gzip)],
  ] as const;
  return {
    name: 'saphan-compressed',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(?:js|css|svg|webmanifest)$/.test(name));
      await Promise.all(
        texts.map(async (name) => {
          const file = path.join(dir, name);
          const content = await readFile(file);
          await Promise.all(
            ways.map(async ([ending, compress]) => writeFile(`${file}.${ending}`, await compress(content))),
          );
        }),
      );
    },
  };
}

/** What a phone in the field opens first; all that these import belongs in one file. */
const FIRST_OPENED = ['src/main.tsx', 'src/reports/QuickReport.tsx'];
/** One module that names all of a library: what passes through it would be all of the library. */
const WHOLE_LIBRARY =
  /@mantine\/core\/esm\/index\.mjs$|@tabler\/icons-react\/dist\/esm\/(?:tabler-icons-react|icons\/index)\.mjs$/;
const NAMED_IMPORTS = /import \{([^{}]*)\} from '(@mantine\/core|@tabler\/icons-react)'/g;
const MODULES = path.join(import.meta.dirname, '../../node_modules');

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * One file for the first page: sixty small ones wait for each other on a slow line, and compress worse. Everything else is
 * split where it is loaded lazily.
 */
function firstPage(): (id: string, graph: Graph) => string | null {
  let wanted: Set<string> | null = null;
  const collect = (graph: Graph): Set<string> => {
    const found = new Set<string>();
    const add = (id: string): void => {
      if (found.has(id) || WHOLE_LIBRARY.test(id)) return;
      found.add(id);
      graph.getModuleInfo(id)?.importedIds.forEach(add);
      if (!id.includes('node_modules') && /\.tsx?$/.test(id)) partsUsedBy(id).forEach(add);
    };
    for (const file of FIRST_OPENED) add(path.join(import.meta.dirname, file));
    return found;
  };
  return (id, graph) => ((wanted ??= collect(graph)).has(id) ? 'first' : null);
}

/** Of the libraries that are named whole, the modules behind the names that a source file takes. */
function partsUsedBy(source: string): readonly string[] {
  return [...readFileSync(source, 'utf8').matchAll(NAMED_IMPORTS)].flatMap(([, names = '', library = '']) =>
    names.split(',').map((name) => {
      const part = name.trim();
      return library === '@mantine/core'
        ? path.join(MODULES, library, 'esm/components', part, `${part}.mjs`)
        : path.join(MODULES, library, 'dist/esm/icons', `${part}.mjs`);
    }),
  );
}

/** Thai is what most read: its words come with the page, not after it. Whoever reads English loads them in vain once. */
function thaiFirst(): Plugin {
  return {
    name: 'saphan-thai-first',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const words = Object.values(bundle).find(
          (output) => output.type === 'chunk' && output.facadeModuleId?.endsWith('/src/i18n/th.json') === true,
        );
        if (words === undefined) throw new Error('The Thai catalogue is no file of its own any more');
        return [{ tag: 'link', attrs: { rel: 'modulepreload', href: `/${words.fileName}` }, injectTo: 'head' }];
      },
    },
  };
}

/** Built by the bootstrap into dist/web; nothing is inlined into the page, so that `script-src 'self'` holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [thaiFirst(), serviceWorker(), compressed()],
  // A condition of our own: packages from elsewhere use "source" for theirs.
  resolve: { conditions: ['console', ...defaultClientConditions] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstPage(), debugName: 'first' }] } },
      // "use client" is for servers that render React; here everything is the client's.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
    chunkSizeWarningLimit: 2000,
  },
});
