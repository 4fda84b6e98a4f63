import { reconcileOnce } from '#temporal/reconcile-once.js';
import { environmentOfServer } from './running-server.js';

/** `npm run reconcile`: against DATABASE_URL and SAPHAN_TEMPORAL_ADDRESS, else against the running server. */
const { checked, repaired, reported, differences } = await reconcileOnce(
  process.env.DATABASE_URL === undefined ? environmentOfServer() : process.env,
);
for (const { kind, workflowId, caseId, right, done } of differences) {
  console.log(`${kind}: ${workflowId ?? caseId}, the ${right} is right, ${done}`);
}
console.log(
  `${checked} processes compared, ${repaired} differences repaired, ${reported} put on the stuck board or reported`,
);
