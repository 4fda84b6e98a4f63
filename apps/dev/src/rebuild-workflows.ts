import { rebuildWorkflows } from '#temporal/rebuild-workflows.js';
import { dataFolder } from './data-directory.js';
import { getRunningServer } from './running-server.js';

/** `npm run rebuild-workflows`: against DATABASE_URL and SAPHAN_TEMPORAL_ADDRESS, else against the running server. */
const env = process.env.DATABASE_URL === undefined ? environmentOfServer() : process.env;
const { started, alive } = await rebuildWorkflows(env);
console.log(`${started} workflows started from the record, ${alive} were alive`);

function environmentOfServer(): NodeJS.ProcessEnv {
  const { databaseUrl, temporalAddress } = getRunningServer(dataFolder());
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    SAPHAN_TEMPORAL_ADDRESS: temporalAddress,
    SAPHAN_DATA_DIR: dataFolder(),
  };
}
