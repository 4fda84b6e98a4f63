import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './data-directory.js';
import { type ProcessIdentity, isSameProcess } from './process-identity.mjs';
import { SentenceError } from './sentence-error.js';

/** What `npm start` tells the other commands about itself, in `run.json` of its data folder (mode 0600). */
export interface RunningServer {
  readonly pid: number;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly ownerDatabaseUrl: string;
  readonly temporalAddress: string;
}

/** What the run file says, whether or not that server still lives. */
export function readRunFile(dataFolder: string): (RunningServer & ProcessIdentity) | undefined {
  try {
    return JSON.parse(readFileSync(path.join(dataFolder, 'run.json'), 'utf8')) as RunningServer & ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** The server that `npm start` runs on this data folder, or a sentence that says how to start one. */
export function getRunningServer(folder: string): RunningServer {
  const server = readRunFile(folder);
  if (!server || !isSameProcess(server)) {
    throw new SentenceError(
      `No Saphan runs on the data in ${folder}: start it with "npm start" in another window, or set SAPHAN_DATA_DIR to the folder of the one that runs.`,
    );
  }
  return server;
}

/** For a command that is not told where the store and the process engine are: those of the running server. */
export function environmentOfServer(): NodeJS.ProcessEnv {
  const { databaseUrl, temporalAddress } = getRunningServer(dataFolder());
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    SAPHAN_TEMPORAL_ADDRESS: temporalAddress,
    SAPHAN_DATA_DIR: dataFolder(),
  };
}
