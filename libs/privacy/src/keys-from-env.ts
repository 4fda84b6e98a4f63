import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FileKeys } from './file-keys.js';
import { HttpKeys } from './http-keys.js';
import { KeyProviderError, type KeyProvider } from './key-provider.js';

/**
 * `SAPHAN_KMS_URL` names a key-management service; else `SAPHAN_KEY_FILE`, or `keys/keyring.json` in the data folder,
 * is made at the first embedded start. In production nothing is made by itself: a key that nobody has saved is a loss
 * waiting for its day.
 */
export function keysFrom(env: NodeJS.ProcessEnv, { create }: { readonly create?: boolean } = {}): KeyProvider {
  const isEmbedded = env.SAPHAN_EMBEDDED === '1' && env.NODE_ENV !== 'production';
  if (env.SAPHAN_KMS_URL !== undefined) return httpKeysFrom(env, env.SAPHAN_KMS_URL, create ?? false);
  const file =
    env.SAPHAN_KEY_FILE ?? (env.SAPHAN_DATA_DIR ? path.join(env.SAPHAN_DATA_DIR, 'keys/keyring.json') : null);
  if (file === null) {
    throw new KeyProviderError('Set SAPHAN_KMS_URL or SAPHAN_KEY_FILE: personal data is never written unencrypted.');
  }
  return new FileKeys({ file, create: create ?? isEmbedded });
}

function httpKeysFrom(env: NodeJS.ProcessEnv, url: string, create: boolean): HttpKeys {
  const tokenFile = env.SAPHAN_KMS_TOKEN_FILE;
  if (tokenFile === undefined) {
    throw new KeyProviderError('Set SAPHAN_KMS_TOKEN_FILE to the file with the token for SAPHAN_KMS_URL.');
  }
  if (env.NODE_ENV === 'production' && new URL(url).protocol !== 'https:') {
    throw new KeyProviderError('SAPHAN_KMS_URL must be an https address in production: keys travel over it.');
  }
  return new HttpKeys({
    url,
    token: readFileSync(tokenFile, 'utf8').trim(),
    transitKey: env.SAPHAN_KMS_KEY ?? 'saphan',
    storePath: env.SAPHAN_KMS_STORE ?? 'secret/data/saphan',
    create,
  });
}
