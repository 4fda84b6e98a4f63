import { Inject, Injectable } from '@nestjs/common';
import { decide, relationsTo, type RelationKey } from '#access/relation-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';

interface ReportRow {
  readonly cases: readonly { readonly access: readonly RelationKey[] }[];
}

/** What a reporter may know afterwards: that it is taken care of, and the clock that runs. */
@Injectable()
export class OwnReportsQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  async list(me: SignedIn): Promise<{ items: unknown[] }> {
    const reports = await this.unitOfWork.read(me, (tx) =>
      tx.query<ReportRow>(
        `select i.id, i.number, i.reported_at as "reportedAt",
         json_agg(json_build_object('id', c.id, 'number', c.number, 'stage', c.stage, 'status', c.status,
           'access', c.access,
           'custodyEndsAt', (select min(k.due_at) from clocks k
             where k.case_id = c.id and k.key = 's29-custody' and k.state = 'running')) order by c.number) as cases
       from incidents i join cases c on c.incident_id = i.id
       where i.reported_by = $1 group by i.id order by i.reported_at desc limit 200`,
        [me.accountId],
      ),
    );
    return {
      items: reports.map(({ cases, ...report }) => ({
        ...report,
        // Having reported it is no right to act: some task of it must ask for her.
        cases: cases.map(({ access, ...kase }) => ({
          ...kase,
          mayAct: decide(me, relationsTo(me, access), 'task.complete'),
        })),
      })),
    };
  }
}
