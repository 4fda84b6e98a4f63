import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { Figure } from './statistics.js';

const COLOURS = ['bridge.7', 'orange.6', 'gray.6'];
const ROW_PX = 52;

interface Props {
  readonly figure: Figure;
  /** Which columns are drawn: those that count the same thing. */
  readonly drawn: number;
  readonly isStacked: boolean;
  readonly label: string;
}

/** The same numbers as the table beside it, for the eye; what is withheld has no bar. */
export function FigureChart({ figure, drawn, isStacked, label }: Props) {
  const shown = figure.columns.slice(0, drawn);
  const bars = figure.rows.map((row) => ({
    row: row.label,
    ...Object.fromEntries(shown.map((column, at) => [column, row.cells[at] ?? undefined])),
  }));
  return (
    <div role="img" aria-label={label}>
      <BarChart
        h={Math.max(160, bars.length * ROW_PX)}
        data={bars}
        dataKey="row"
        orientation="vertical"
        type={isStacked ? 'stacked' : 'default'}
        series={shown.map((name, at) => ({ name, color: COLOURS[at % COLOURS.length] ?? 'bridge.7' }))}
        yAxisProps={{ width: 132, interval: 0 }}
        gridAxis="y"
        withLegend={drawn > 1}
        withTooltip={false}
        maxBarWidth={26}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
