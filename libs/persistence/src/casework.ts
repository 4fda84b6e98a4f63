import {
  openCaseFile,
  openDueCaseFiles,
  type DueCases,
  type LockedBy,
  type PolicySource,
} from './case-file/open-case-file.js';
import type { CaseFile } from './case-file/case-file.js';
import { CaseWrites } from './case-file/case-writes.js';
import type { Policy } from '#domain/policy.js';
import type { Actor, OutboxRow } from './rows.js';
import type { UnitOfWork, Tx } from './unit-of-work.js';

/** Told after the commit which facts are on their way; must not throw. */
export type Courier = (rows: readonly OutboxRow[]) => void;

export interface CaseworkOptions {
  readonly unitOfWork: UnitOfWork;
  readonly policies: PolicySource;
  readonly readPolicy?: (tx: Tx, version: string) => Promise<void>;
  readonly courier: Courier;
}

/** The way in for every change of a case: one transaction under the case's lock, then the facts to their workflows. */
export class Casework {
  constructor(private readonly options: CaseworkOptions) {}

  get unitOfWork(): UnitOfWork {
    return this.options.unitOfWork;
  }

  get policies(): PolicySource {
    return this.options.policies;
  }

  async readPolicy(tx: Tx, version: string): Promise<void> {
    await this.options.readPolicy?.(tx, version);
  }

  /** The policy of that version, also when another process has just stored it. */
  async policyIn(tx: Tx, version: string): Promise<Policy> {
    await this.readPolicy(tx, version);
    return this.options.policies(version);
  }

  /** Opens the case, lets `work` change it, writes, commits, delivers. What throws leaves nothing behind. */
  async change<T>(
    by: LockedBy,
    id: string,
    actor: Actor,
    work: (file: CaseFile, tx: Tx) => T | Promise<T>,
  ): Promise<T> {
    return this.transact(actor, async (tx) => {
      const file = await this.open(tx, by, id, actor);
      const result = await work(file, tx);
      return { result, told: await file.flush(tx) };
    });
  }

  /**
   * The same for every case of which a clock has been due for a while, as many as are wanted, in one transaction:
   * whoever holds one of them is not waited for.
   */
  async changeDueCases(due: DueCases, actor: Actor, work: (file: CaseFile) => void): Promise<readonly CaseFile[]> {
    const { policies, readPolicy } = this.options;
    return this.transact(actor, async (tx) => {
      const files = await openDueCaseFiles(tx, due, {
        actor,
        policies,
        readPolicy,
        timeSource: this.unitOfWork.timeSource,
      });
      const together = new CaseWrites(() => Promise.reject(new Error('Each case seals its own')));
      const told = files.flatMap((file) => {
        work(file);
        const facts = file.seal();
        together.takeFrom(file.writes);
        return facts;
      });
      await together.flush(tx);
      return { result: files, told };
    });
  }

  open(tx: Tx, by: LockedBy, id: string, actor: Actor): Promise<CaseFile> {
    const { policies, readPolicy } = this.options;
    return openCaseFile(tx, by, id, { actor, policies, readPolicy, timeSource: this.unitOfWork.timeSource });
  }

  /** For use cases that open several files or none: commits, then delivers what was told. */
  async transact<T>(actor: Actor, work: (tx: Tx) => Promise<{ result: T; told: readonly OutboxRow[] }>): Promise<T> {
    const { result, told } = await this.unitOfWork.run(actor, work);
    this.options.courier(told);
    return result;
  }
}
