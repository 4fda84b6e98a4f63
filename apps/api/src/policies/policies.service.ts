import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, type Violation } from '#domain/errors.js';
import { parsePolicy, type Policy } from '#domain/policy.js';
import { policyDifferences, withChanges } from '#domain/policy-move.js';
import { GROUND_LABELS, labelOf } from '#domain/texts/code-labels.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { moveClocksToPolicy } from '#persistence/case-file/apply-policy.js';
import { Casework } from '#persistence/casework.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { VERSION, type ApplicationDto, type NewPolicyDto, type PolicyUploadDto } from './dto/policy.dto.js';

/** Policy versions. A stored one never changes; a case changes from one to another only by two persons' word. */
@Injectable()
export class PoliciesService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  list(me: SignedIn) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      await this.policies.readAll(tx);
      const stored = await tx.query<{ version: string; reason: string; createdBy: string; createdAt: string }>(
        `select p.version, p.reason, a.username as "createdBy", p.created_at as "createdAt"
         from policies p join accounts a on a.id = p.created_by`,
      );
      const pinned = await tx.query<{ version: string; count: number }>(
        `select policy_version as version, count(*)::int as count from cases where status = 'open' group by 1`,
      );
      const items = [...this.policies.values()].map(({ version, title }) => {
        const {
          reason = null,
          createdBy = null,
          createdAt = null,
        } = stored.find((row) => row.version === version) ?? {};
        const openCases = pinned.find((row) => row.version === version)?.count ?? 0;
        return { version, title, reason, createdBy, createdAt, openCases };
      });
      return { items };
    });
  }

  read(me: SignedIn, version: string): Promise<Policy> {
    return this.casework.unitOfWork.read(me, (tx) => this.get(tx, version));
  }

  differences(me: SignedIn, version: string, from = DEFAULT_POLICY_VERSION) {
    return this.casework.unitOfWork.read(me, async (tx) => ({
      from,
      to: version,
      differences: policyDifferences(await this.get(tx, from), await this.get(tx, version)),
    }));
  }

  create(me: SignedIn, { version, basedOn, changes, reason }: NewPolicyDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      await this.requireNew(tx, version, '/version');
      const base = await this.get(tx, basedOn);
      const changed = withChanges(base, changes);
      if (changed.unknown.length > 0) {
        throw new DomainError(
          'answers-invalid',
          changed.unknown.map((index) => ({ path: `/changes/${index}/path`, code: 'field-unknown' as const })),
        );
      }
      const policy = readPolicy({ ...(changed.document as Policy), version }, (path) => {
        const index = changes.findIndex((change) => path === change.path || path.startsWith(`${change.path}/`));
        return index < 0 ? path : `/changes/${index}/value${path.slice(changes[index]?.path.length)}`;
      });
      await store(tx, me, policy, reason);
      return { result: { version, differences: policyDifferences(base, policy) }, told: [] };
    });
  }

  upload(me: SignedIn, { document, reason }: PolicyUploadDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const policy = readPolicy(document, (path) => `/document${path}`);
      await this.requireNew(tx, policy.version, '/document/version');
      await store(tx, me, policy, reason);
      const law = await this.get(tx, DEFAULT_POLICY_VERSION);
      return { result: { version: policy.version, differences: policyDifferences(law, policy) }, told: [] };
    });
  }

  askToApply(me: SignedIn, version: string, { caseIds, reason }: ApplicationDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      await this.get(tx, version);
      await requireOpenCases(tx, caseIds);
      const id = randomUUID();
      await tx.query(
        `insert into approvals (id, kind, case_id, payload, reason, requested_by, requested_at)
         values ($1, 'apply-policy', null, $2, $3, $4, clock_timestamp())`,
        [id, JSON.stringify({ version, caseIds: [...new Set(caseIds)].sort() }), reason, me.accountId],
      );
      await recordAudit(tx, actorOf(me), [
        { action: 'ask-policy-application', purpose: 'policy', subjectId: id, fields: ['caseIds', 'reason'] },
      ]);
      return { result: { approvalId: id, state: 'requested' }, told: [] };
    });
  }

  /** The approved change: every case by itself under its lock, in one commit. */
  async apply(
    tx: Tx,
    me: SignedIn,
    approvalId: string,
    { version, caseIds }: { readonly version: string; readonly caseIds: readonly string[] },
  ): Promise<{ done: readonly string[]; told: readonly OutboxRow[] }> {
    await this.get(tx, version);
    const done: string[] = [];
    const told: OutboxRow[] = [];
    for (const caseId of caseIds) {
      const before = await this.casework.open(tx, 'case', caseId, actorOf(me));
      if (before.row.status === 'closed' || before.row.policy_version === version) continue;
      await tx.query('update cases set policy_version = $2 where id = $1', [caseId, version]);
      await tx.query(`update clocks set policy_version = $2 where case_id = $1 and state = 'running'`, [
        caseId,
        version,
      ]);
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      moveClocksToPolicy(file, before.policy, approvalId);
      told.push(...(await file.flush(tx)));
      done.push(caseId);
    }
    return { done, told };
  }

  private async requireNew(tx: Tx, version: string, path: string): Promise<void> {
    // Two who choose the same name at the same instant come one after the other.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('policy:' || $1, 0))`, [version]);
    await this.policies.readAll(tx);
    if (this.policies.has(version)) throw new DomainError('policy-exists', [{ path, code: 'policy-exists' }]);
  }

  private async get(tx: Tx, version: string): Promise<Policy> {
    await this.policies.read(tx, version);
    return policyOf(this.policies, version);
  }
}

/** The same reader as for the file of the law; and each ground of an extension must have words that people can read. */
function readPolicy(document: unknown, pathInRequest: (path: string) => string): Policy {
  const violations: Violation[] = [];
  try {
    const policy = parsePolicy(document);
    if (!VERSION.test(policy.version)) violations.push({ path: '/version', code: 'field-not-a-valid-value' });
    for (const [key, { extension }] of Object.entries(policy.clocks)) {
      extension?.grounds.forEach((ground, index) => {
        if (labelOf(GROUND_LABELS, ground) === undefined)
          violations.push({ path: `/clocks/${key}/extension/grounds/${index}`, code: 'field-not-a-valid-value' });
      });
    }
    if (violations.length === 0) return policy;
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    violations.push(...failure.violations);
  }
  throw new DomainError(
    'answers-invalid',
    violations.map((violation) => ({ ...violation, path: pathInRequest(violation.path) })),
  );
}

async function store(tx: Tx, me: SignedIn, policy: Policy, reason: string): Promise<void> {
  await tx.query(
    'insert into policies (version, document, reason, created_by, created_at) values ($1, $2, $3, $4, clock_timestamp())',
    [policy.version, JSON.stringify(policy), reason, me.accountId],
  );
  await recordAudit(tx, actorOf(me), [
    { action: 'create-policy', purpose: 'policy', subjectId: policy.version, fields: ['document', 'reason'] },
  ]);
}

/** What can never be approved is refused when it is asked: a case that is closed, or not hers to see. */
async function requireOpenCases(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const open = await tx.query<{ id: string }>(`select id from cases where id = any ($1) and status = 'open'`, [
    caseIds,
  ]);
  const known = new Set(open.map(({ id }) => id));
  const lost = caseIds.flatMap((id, index) =>
    known.has(id.toLowerCase()) ? [] : [{ path: `/caseIds/${index}`, code: 'case-not-found' as const }],
  );
  if (lost.length > 0) throw new DomainError('answers-invalid', lost);
}
