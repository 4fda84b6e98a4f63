import type { ParseKeys } from 'i18next';
import type { Words } from '../api/request.js';
import {
  columnsOf,
  resultOf,
  rowTotalOf,
  totalOf,
  type Cell,
  type Figure,
  type Grouping,
  type Statistics,
} from './statistics.js';

/** What the figures are told in. */
export interface Wording {
  readonly t: (key: ParseKeys) => string;
  readonly words: (words: Words) => string;
  readonly province: (code: string) => string;
  readonly month: (month: string) => string;
}

interface Asked {
  readonly province: string;
  readonly grouping: Grouping;
}

const isTold = (cells: readonly Cell[]) => cells.some((cell) => cell !== 0);

/** How many cases came to each stage. */
export function funnelFigure({ funnel, months }: Statistics, { province, grouping }: Asked, say: Wording): Figure {
  const stages = funnel.map(({ label }) => say.words(label));
  if (grouping === 'total') {
    return {
      rowTitle: say.t('cases.stage'),
      columns: [say.t('figures.cases')],
      rows: funnel.map(({ table }, at) => ({ label: stages[at] ?? '', cells: [totalOf(table, province)] })),
    };
  }
  if (grouping === 'province') {
    return {
      rowTitle: say.t('cases.province'),
      columns: stages,
      rows: (funnel[0]?.table.rows ?? []).map((code) => ({
        label: say.province(code),
        cells: funnel.map(({ table }) => rowTotalOf(table, code)),
      })),
    };
  }
  return {
    rowTitle: say.t('figures.month'),
    columns: stages,
    rows: months.map((month, at) => ({
      label: say.month(month),
      cells: funnel.map(({ table }) => columnsOf(table, province)[at] ?? null),
    })),
  };
}

/** How long a stage takes; medians have no months. */
export function stageTimeFigure({ stageTimes }: Statistics, { province, grouping }: Asked, say: Wording): Figure {
  const columns = [say.t('figures.median'), say.t('figures.p90'), say.t('figures.stays')];
  if (grouping === 'province') {
    return {
      rowTitle: `${say.t('cases.stage')} · ${say.t('cases.province')}`,
      columns,
      rows: stageTimes.flatMap(({ label, provinces }) =>
        provinces
          .filter(({ count }) => count !== 0)
          .map(({ province: code, medianHours, p90Hours, count }) => ({
            label: `${say.words(label)} · ${say.province(code)}`,
            cells: [medianHours, p90Hours, count],
          })),
      ),
    };
  }
  return {
    rowTitle: say.t('cases.stage'),
    columns,
    rows: stageTimes.map(({ label, country, provinces }) => {
      const found = province === '' ? country : provinces[0];
      return {
        label: say.words(label),
        cells: [found?.medianHours ?? null, found?.p90Hours ?? null, found === undefined ? 0 : found.count],
      };
    }),
  };
}

/** Clocks answered within their limit, and clocks that ran out. */
export function clockFigure({ clocks, months }: Statistics, { province, grouping }: Asked, say: Wording): Figure {
  const columns = [say.t('figures.kept'), say.t('figures.ranOut')];
  const told = clocks.filter(({ table }) => totalOf(table, province) !== 0);
  const both = (table: (typeof clocks)[number]['table'], cells: readonly Cell[], month?: string) => [
    resultOf(table, cells, 'kept', month),
    resultOf(table, cells, 'ran-out', month),
  ];
  const rowsOf = (label: Words, table: (typeof clocks)[number]['table']): Figure['rows'] => {
    const clock = say.words(label);
    if (grouping === 'total') return [{ label: clock, cells: both(table, columnsOf(table, province)) }];
    const parts =
      grouping === 'month'
        ? months.map((month) => ({
            label: `${clock} · ${say.month(month)}`,
            cells: both(table, columnsOf(table, province), month),
          }))
        : table.rows.map((code, at) => ({
            label: `${clock} · ${say.province(code)}`,
            cells: both(table, table.cells[at] ?? []),
          }));
    return parts.filter(({ cells }) => isTold(cells));
  };
  return {
    rowTitle: say.t('case.clocks'),
    columns,
    rows: told.flatMap(({ label, table }) => rowsOf(label, table)),
  };
}

/** How referrals are answered, and how soon; the country's, by service. */
export function referralFigure({ referrals: { labels, answers, times } }: Statistics, say: Wording): Figure {
  return {
    rowTitle: say.t('referral.service'),
    columns: [
      say.t('figures.accepted'),
      say.t('figures.declined'),
      say.t('figures.unanswered'),
      say.t('figures.median'),
      say.t('figures.p90'),
    ],
    rows: answers.rows.map((service, at) => {
      const time = times.find((candidate) => candidate.service === service);
      const label = labels[service];
      return {
        label: label ? say.words(label) : service,
        cells: [...(answers.cells[at] ?? []), time?.medianHours ?? null, time?.p90Hours ?? null],
      };
    }),
  };
}
