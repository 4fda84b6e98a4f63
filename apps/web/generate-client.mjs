// The console's client of the API, made from the committed openapi.json into dist/web-client (imported as `#client/*.js`).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

await createClient({
  input: path.join(root, 'openapi.json'),
  output: { path: path.join(root, 'dist/web-client'), header: ['// @ts-nocheck', '// Made from openapi.json.'] },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  logs: { level: 'silent' },
});
