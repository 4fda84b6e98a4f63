import { parseArgs } from 'node:util';
import { withAuditSession } from '#audit/audit-session.js';
import { systemSubject } from '#domain/subject.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { takeCheckpoint, writeCheckpoint } from '#audit/checkpoint.js';
import { auditSurroundings, requireKey } from './audit-surroundings.js';

/** `npm run audit:checkpoint [-- --to FOLDER]`: signs what the chain is now into a file that can be kept elsewhere. */
const { values } = parseArgs({ options: { to: { type: 'string' } } });
const surroundings = auditSurroundings();
const key = requireKey(surroundings);
const checkpoint = await withAuditSession(surroundings.databaseUrl, subjectSettings(systemSubject('sealer')), (sql) =>
  takeCheckpoint(sql, key),
);
if (checkpoint === null) console.log('Nothing has been sealed yet.');
else {
  const file = writeCheckpoint(values.to ?? surroundings.checkpoints, checkpoint);
  console.log(`${file}: seal ${checkpoint.sealNo}, ${checkpoint.rows} rows, ${checkpoint.sealHash}`);
  console.log(`Public key: ${checkpoint.publicKey}`);
}
