import { Inject, Injectable } from '@nestjs/common';
import { CLOCK_KEYS, type ClockKey } from '#domain/clock.js';
import { monthsOver, publishCounts, publishDuration, rowsOf, type Count } from '#domain/figures/figures.js';
import { SMALLEST_SHOWN } from '#domain/figures/small-cells.js';
import { legalDayOf, startOfMonth } from '#domain/instant.js';
import { STAGES, type Stage } from '#domain/stages.js';
import { CLOCK_LABELS, SERVICE_LABELS, STAGE_LABELS } from '#domain/texts/code-labels.js';
import { systemSubject } from '#domain/subject.js';
import { Casework } from '#persistence/casework.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { StatisticsQueryDto } from './dto/statistics.dto.js';
import { CLOCK_SQL, FUNNEL_SQL, REFERRAL_SQL, REFERRAL_TIME_SQL, STAGE_TIME_SQL } from './statistics.sql.js';

type Period = readonly [from: string, until: string];

interface TimeRow {
  readonly province?: string | null;
  readonly count: number;
  readonly medianHours: number;
  readonly p90Hours: number;
}

const ANSWERS = ['accepted', 'declined', 'unanswered'] as const;
const RESULTS = ['kept', 'ran-out'] as const;

/** The figures of a year, small cells withheld. A filter only picks from what is published for everybody. */
@Injectable()
export class StatisticsQuery {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  read({ year: asked, province }: StatisticsQueryDto) {
    return this.casework.unitOfWork.read(systemSubject('statistics'), async (tx) => {
      const [clock] = await tx.query<{ now: string }>('select clock_timestamp() as now');
      const today = legalDayOf(clock?.now ?? '');
      const year = asked ?? Number(today.slice(0, 4));
      const months = monthsOver(year, today);
      const period: Period = [startOfMonth(`${year}-01`), startOfMonth(`${year}-01`, months.length)];
      const provinces = await this.provinces(tx, period);
      return {
        year,
        months,
        smallestShown: SMALLEST_SHOWN,
        funnel: await this.funnel(tx, period, provinces, months, province),
        stageTimes: await this.stageTimes(tx, period, provinces, province),
        clocks: await this.clocks(tx, period, provinces, months, province),
        referrals: await this.referrals(tx, period),
      };
    });
  }

  private async provinces(tx: Tx, period: Period): Promise<readonly string[]> {
    const rows = await tx.query<{ province: string }>(
      `select distinct province from cases where opened_at >= $1::timestamptz and opened_at < $2::timestamptz
       order by province`,
      period,
    );
    return rows.map(({ province }) => province);
  }

  private async funnel(
    tx: Tx,
    period: Period,
    provinces: readonly string[],
    months: readonly string[],
    province?: string,
  ) {
    const rows = await tx.query<{ stage: Stage; province: string; month: string; count: number }>(FUNNEL_SQL, period);
    return STAGES.map((stage) => {
      const counts = rows.filter((row) => row.stage === stage).map(byProvinceAnd((row) => row.month));
      const table = publishCounts(counts, provinces, months);
      return { stage, label: STAGE_LABELS[stage], table: rowsOf(table, province) };
    });
  }

  private async stageTimes(tx: Tx, period: Period, provinces: readonly string[], province?: string) {
    const rows = await tx.query<TimeRow & { stage: Stage }>(STAGE_TIME_SQL, period);
    return STAGES.filter((stage) => stage !== 'closed').map((stage) => {
      const ofStage = rows.filter((row) => row.stage === stage);
      const local = ofStage.filter((row) => row.province !== null);
      // How many stand behind a median is a count like any other: it is withheld with the rest of its table.
      const counts = publishCounts(local.map(byProvinceAnd(() => 'finished')), provinces, ['finished']);
      const country = ofStage.find((row) => row.province === null);
      return {
        stage,
        label: STAGE_LABELS[stage],
        country: publishDuration(counts.total, country?.medianHours ?? 0, country?.p90Hours ?? 0),
        provinces: provinces
          .map((code, index) => {
            const row = local.find((candidate) => candidate.province === code);
            const count = counts.cells[index]?.[0] ?? null;
            return { province: code, ...publishDuration(count, row?.medianHours ?? 0, row?.p90Hours ?? 0) };
          })
          .filter(({ province: code }) => province === undefined || code === province),
      };
    });
  }

  private async clocks(
    tx: Tx,
    period: Period,
    provinces: readonly string[],
    months: readonly string[],
    province?: string,
  ) {
    const rows = await tx.query<{ key: ClockKey; province: string; month: string; result: string; count: number }>(
      CLOCK_SQL,
      period,
    );
    const columns = months.flatMap((month) => RESULTS.map((result) => `${month}/${result}`));
    return CLOCK_KEYS.map((key) => {
      const counts = rows.filter((row) => row.key === key).map(byProvinceAnd((row) => `${row.month}/${row.result}`));
      return { key, label: CLOCK_LABELS[key], table: rowsOf(publishCounts(counts, provinces, columns), province) };
    });
  }

  private async referrals(tx: Tx, period: Period) {
    const answers = await tx.query<{ service: string; answer: string; count: number }>(REFERRAL_SQL, period);
    const times = await tx.query<TimeRow & { service: string }>(REFERRAL_TIME_SQL, period);
    const services = [...new Set(answers.map(({ service }) => service))].sort();
    const counts = answers.map(({ service, answer, count }) => ({ row: service, column: answer, count }));
    return {
      labels: Object.fromEntries(services.map((service) => [service, labelOf(service)])),
      answers: publishCounts(counts, services, ANSWERS),
      times: times.map(({ service, count, medianHours, p90Hours }) => {
        const { medianHours: median, p90Hours: p90 } = publishDuration(count, medianHours, p90Hours);
        return { service, medianHours: median, p90Hours: p90 };
      }),
    };
  }
}

function byProvinceAnd<Row extends { readonly province?: string | null; readonly count: number }>(
  column: (row: Row) => string,
): (row: Row) => Count {
  return (row) => ({ row: row.province ?? '', column: column(row), count: row.count });
}

function labelOf(service: string) {
  return (SERVICE_LABELS as Readonly<Record<string, { th: string; en: string }>>)[service] ?? null;
}
