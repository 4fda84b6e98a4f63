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
    generateBundle(_options, bundle) {
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

/** Built by the bootstrap into dist/web; nothing is inlined into the page, so that `script-src 'self'` holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [serviceWorker(), compressed()],
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
      // "use client" is for servers that render React; here everything is the client's.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
    chunkSizeWarningLimit: 2000,
  },
});
