import { rebuildWorkflows } from '#temporal/rebuild-workflows.js';
import { environmentOfServer } from './running-server.js';

/** `npm run rebuild-workflows`: against DATABASE_URL and SAPHAN_TEMPORAL_ADDRESS, else against the running server. */
const env = process.env.DATABASE_URL === undefined ? environmentOfServer() : process.env;
const { started, alive } = await rebuildWorkflows(env);
console.log(`${started} workflows started from the record, ${alive} were alive`);
