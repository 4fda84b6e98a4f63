import { parseArgs } from 'node:util';
import { publicKeyOf, readCheckpoints } from '#audit/checkpoint.js';
import { withAuditSession } from '#audit/audit-session.js';
import { systemSubject } from '#domain/subject.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { verifyChain } from '#audit/verify-chain.js';
import { auditSurroundings, readPublicKeyText } from './audit-surroundings.js';

/**
 * `npm run audit:verify`: walks the chain and names the first row that is not as it was sealed; exit 1 then.
 * `-- --checkpoints FOLDER` checks against checkpoints that were kept elsewhere, `--public-key KEY|FILE` trusts the key
 * that was written down with them.
 */
const { values } = parseArgs({
  options: { checkpoints: { type: 'string' }, 'public-key': { type: 'string' }, json: { type: 'boolean' } },
});
const { databaseUrl, key, checkpoints } = auditSurroundings();
const trusted =
  values['public-key'] === undefined ? (key?.verifying ?? null) : publicKeyOf(readPublicKeyText(values['public-key']));
const startedAt = performance.now();
const verdict = await withAuditSession(databaseUrl, subjectSettings(systemSubject('sealer')), (sql) =>
  verifyChain({ sql, key, trusted, checkpoints: readCheckpoints(values.checkpoints ?? checkpoints) }),
);
const seconds = (performance.now() - startedAt) / 1000;

if (values.json === true) console.log(JSON.stringify({ ...verdict, seconds }));
else {
  const { fault, rows, seals, waiting } = verdict;
  if (fault === null) {
    const rest = waiting === 0 ? '' : `; ${waiting} more wait for their seal`;
    console.log(
      `The audit is whole: ${rows} rows in ${seals} seals, ${verdict.checkpoints} checkpoints${rest} (${seconds.toFixed(1)} s).`,
    );
    if (key === null) console.log('The audit key was not found: the stamps of the rows were not checked.');
    if (trusted === null) console.log('No public key: the signatures of the checkpoints were not checked.');
  } else {
    console.log(`First bad row: ${fault.row ?? 'outside the chain'} (${fault.kind}). ${fault.sentence}`);
  }
}
process.exitCode = verdict.fault === null ? 0 : 1;
