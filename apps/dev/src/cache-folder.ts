import os from 'node:os';
import path from 'node:path';

/** Where downloaded and built tools are kept, outside the project so that a fresh clone finds them. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SAPHAN_CACHE_DIR) return path.resolve(env.SAPHAN_CACHE_DIR);
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'saphan');
  return path.join(os.homedir(), '.cache', 'saphan');
}
