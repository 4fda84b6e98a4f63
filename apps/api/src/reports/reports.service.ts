import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { openingCodes, type Route } from '#domain/case-codes.js';
import { refusesPlace } from '#domain/custody.js';
import { refuseWhenViolated, type Violation } from '#domain/errors.js';
import { earlier, isInTheFuture, legalDayOf, parseInstant, type Instant } from '#domain/instant.js';
import { isTreatedAsChild } from '#domain/person.js';
import { processCodesOf } from '#domain/process-codes.js';
import { custodyStartClocks, CUSTODY_OPENING_TASKS } from '#domain/custody.js';
import { startsClock } from '#domain/task-template.js';
import { CaseFile } from '#persistence/case-file/case-file.js';
import { recordCustody } from '#persistence/case-file/complete-task.js';
import { askForDuplicates } from '#persistence/case-file/ask-for-duplicates.js';
import { dataKeyColumns, searchKeyColumns } from '#persistence/case-file/case-keys.js';
import { CaseWrites } from '#persistence/case-file/case-writes.js';
import { Casework } from '#persistence/casework.js';
import { emptyContents, type OutboxRow } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { vaultOf } from '#persistence/data-keys.js';
import type { RecordCipher } from '#privacy/vault.js';
import { DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { ReportDto, ReportedPersonDto } from './dto/report.dto.js';

export interface ReportReceipt {
  readonly incidentId: string;
  readonly incidentNumber: string;
  readonly cases: readonly { readonly id: string; readonly number: string; readonly stage: string }[];
}

interface Numbers {
  readonly now: Instant;
  readonly incident: string;
  readonly cases: readonly string[];
}

interface Opening {
  readonly id: string;
  readonly incidentId: string;
  readonly number: string;
  readonly now: Instant;
}

/** The quick referral: one incident, a case for each person, the first checklist and clocks in the same commit. */
@Injectable()
export class ReportsService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  create(me: SignedIn, report: ReportDto, header: IdempotencyHeader | null): Promise<ReportReceipt> {
    return once(this.casework, me, header, async (tx) => {
      const caseIds = report.persons.map(() => randomUUID());
      const numbers = await this.takeNumbers(tx, caseIds);
      refuseWhenViolated(violationsOf(report, numbers.now));
      // Taken down from the store, where another process has just put it; an unknown one is refused below.
      await this.casework.readPolicy(tx, report.policyVersion ?? DEFAULT_POLICY_VERSION);
      const vault = vaultOf(tx);
      const incidentId = randomUUID();
      const key = await vault.createKey('incident', incidentId);
      const writes = new CaseWrites(() => Promise.resolve(key.cipher));
      this.writeIncident(writes, incidentId, numbers, me, report);
      writes.insert('dataKeys', dataKeyColumns({ incident_id: incidentId }, key.row));
      const searchKeys = await vault.searchIndexKeys();
      const files = await Promise.all(
        report.persons.map(async (person, index) => {
          const caseId = caseIds[index] ?? randomUUID();
          const caseKey = await vault.createKey('case', caseId);
          const own = new CaseWrites(() => Promise.resolve(caseKey.cipher));
          own.insert('dataKeys', dataKeyColumns({ case_id: caseId }, caseKey.row));
          for (const row of searchKeyColumns(searchKeys, caseId, person)) own.insert('searchKeys', row);
          const opening = { id: caseId, incidentId, number: numbers.cases[index] ?? '', now: numbers.now };
          const file = this.openCase(own, caseKey.cipher, opening, me, report, person);
          writes.takeFrom(own);
          return file;
        }),
      );
      await writes.flush(tx);
      const told: OutboxRow[] = [];
      for (const file of files) told.push(...(await file.flush(tx)));
      const cases = files.map(({ row: { id, number, stage } }) => ({ id, number, stage }));
      return { result: { incidentId, incidentNumber: numbers.incident, cases }, told };
    });
  }

  /** Numbers tell nothing of a person: a running count in the Buddhist year. With them comes the leave to write these cases. */
  private async takeNumbers(tx: Tx, caseIds: readonly string[]): Promise<Numbers> {
    const [row] = await tx.query<{ now: Instant; incident: string; cases: string[] }>(
      `select clock_timestamp() as now, nextval('incident_numbers') as incident,
         array(select nextval('case_numbers') from generate_series(1, cardinality($1::uuid[]))) as cases,
         set_config('saphan.written', ($1::uuid[])::text, true) as written`,
      [caseIds],
    );
    if (row === undefined) throw new Error('The store answered no row');
    const now = this.casework.unitOfWork.timeSource === null ? row.now : await this.casework.unitOfWork.timeSource(tx);
    const year = Number(legalDayOf(now).slice(0, 4)) + 543;
    const numbered = (prefix: string, count: string) => `${prefix}-${year}-${count.padStart(6, '0')}`;
    return { now, incident: numbered('IN', row.incident), cases: row.cases.map((count) => numbered('SP', count)) };
  }

  private writeIncident(writes: CaseWrites, id: string, numbers: Numbers, me: SignedIn, report: ReportDto): void {
    writes.insert('incidents', {
      id,
      number: numbers.incident,
      channel: report.channel,
      province: report.province,
      place: report.place ?? null,
      narrative: report.narrative ?? null,
      danger_now: report.dangerNow,
      happened_at: parseInstant(report.happenedAt),
      reported_at: numbers.now,
      reported_by: me.accountId,
      reporter_agency: me.agency,
      reporter_consents: report.reporterConsents,
      foreign_finding: report.rescuedAbroad ?? null,
    });
  }

  private openCase(
    writes: CaseWrites,
    cipher: RecordCipher,
    { id, incidentId, number, now }: Opening,
    me: SignedIn,
    report: ReportDto,
    person: ReportedPersonDto,
  ): CaseFile {
    const policyVersion = report.policyVersion ?? DEFAULT_POLICY_VERSION;
    const policy = this.casework.policies(policyVersion);
    const personId = randomUUID();
    const startedAt =
      person.custody === undefined ? undefined : earlier(parseInstant(person.custody.startedAt) ?? now, now);
    const codes = openingCodes({
      route: routeOf(report),
      thai: person.nationality === 'TH',
      child: isTreatedAsChild(person, now),
      language: person.language,
      homeProvince: person.homeProvince,
      custodyStartedAt: startedAt,
    });
    writePerson(writes, personId, person);
    const row = {
      id,
      number,
      stage: 'report' as const,
      stage_no: 1,
      stage_since: now,
      status: 'open' as const,
      outcome: null,
      province: report.province,
      agency: null,
      reported_by: me.accountId,
      reporter_province: me.province,
      access: [],
      policy_version: policyVersion,
      codes,
      must_decide: false,
      closed_at: null,
      retention_until: null,
      now,
    };
    writes.insert('cases', {
      id: row.id,
      number,
      incident_id: incidentId,
      person_id: personId,
      stage: row.stage,
      stage_since: now,
      province: row.province,
      policy_version: policyVersion,
      codes,
      must_decide: false,
      opened_at: now,
      reported_by: me.accountId,
      reporter_province: me.province,
      access: [],
    });
    const file = new CaseFile(
      row,
      emptyContents(() => Promise.resolve(cipher)),
      policy,
      actorOf(me),
    );
    const workflowId = file.startProcess('case', file.id);
    file.timeline('case-reported', {}, now);
    file.openTasks(['triage-report'], { workflowId, checklist: 'report', cause: 'report', urgent: report.dangerNow });
    if (startedAt !== undefined && person.custody !== undefined) {
      recordCustody(file, startedAt, { placeType: person.custody.placeType, place: person.custody.place });
      file.openTasks(CUSTODY_OPENING_TASKS, { workflowId, checklist: 'custody', cause: 'report', urgent: true });
      file.orderClocks(custodyStartClocks(startedAt), workflowId);
    }
    if (codes.route !== 'rescued-abroad') {
      // s.33: contact has been made; she is to be told her rights. A national abroad is met on arrival.
      const contactAt = earlier(parseInstant(report.happenedAt) ?? now, now);
      file.orderClocks([startsClock('rights-assistance', contactAt)], workflowId);
    }
    file.tell(workflowId, { kind: 'caseReported', at: now, opening: processCodesOf(codes) });
    askForDuplicates(file);
    file.audit('create-report', 'casework', incidentId);
    return file;
  }
}

function routeOf(report: ReportDto): Route {
  if (report.rescuedAbroad !== undefined) return 'rescued-abroad';
  return report.channel === 'labour-inspector' ? 'labour' : 'domestic';
}

function writePerson(writes: CaseWrites, id: string, person: ReportedPersonDto): void {
  writes.insert('persons', {
    id,
    given_name: person.givenName ?? null,
    family_name: person.familyName ?? null,
    alias: person.alias ?? null,
    sex: person.sex ?? 'unknown',
    born_on: person.bornOn ?? null,
    age_statement: person.ageStatement ?? null,
    nationality: person.nationality,
    language: person.language,
    national_id: person.nationalId ?? null,
    passport_number: person.passportNumber ?? null,
    travel_document: person.travelDocument ?? null,
    phone: person.phone ?? null,
    home_province: person.homeProvince ?? null,
  });
}

/** What only the domain can refuse: what has not happened yet, and a bed in a cell. */
function violationsOf(report: ReportDto, now: Instant): readonly Violation[] {
  const violations: Violation[] = [];
  const refuseFuture = (text: string, path: string): void => {
    if (isInTheFuture(parseInstant(text) ?? now, now)) violations.push({ path, code: 'instant-in-the-future' });
  };
  refuseFuture(report.happenedAt, '/happenedAt');
  report.persons.forEach((person, index) => {
    const path = `/persons/${index}`;
    if (person.bornOn !== undefined && person.bornOn > legalDayOf(now)) {
      violations.push({ path: `${path}/bornOn`, code: 'birth-date-in-the-future' });
    }
    if (person.custody === undefined) return;
    refuseFuture(person.custody.startedAt, `${path}/custody/startedAt`);
    violations.push(...refusesPlace(person.custody.placeType, `${path}/custody/placeType`));
  });
  return violations;
}
