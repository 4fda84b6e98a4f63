import { Button, Group, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import scroll from '../cases/CaseList.module.css';
import { saveFile } from '../ui/save-file.js';
import { csvOf } from './csv.js';
import styles from './Figures.module.css';
import type { Figure } from './statistics.js';
import { lazily } from '../ui/lazily.js';

const FigureChart = lazily(() => import('./FigureChart.js').then((m) => m.FigureChart));

interface Props {
  readonly title: string;
  readonly text: string;
  readonly figure: Figure;
  readonly smallestShown: number;
  readonly fileName: string;
  /** How many of the first columns a chart draws, where there is something to draw; 0 where the table alone is read. */
  readonly drawn: number;
  readonly isStacked?: boolean;
}

export function FigureCard({ title, text, figure, smallestShown, fileName, drawn, isStacked = false }: Props) {
  const { t } = useTranslation();
  const isDrawn = figure.rows.some(({ cells }) => cells.slice(0, drawn).some((cell) => cell !== null && cell > 0));
  const withheld = t('figures.withheld', { count: smallestShown });
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label={title} mb="lg">
      <Group justify="space-between" align="start" mb="xs">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text c="dimmed">{text}</Text>
        </div>
        {figure.rows.length > 0 && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => saveFile(fileName, csvOf(figure, withheld), 'text/csv')}
          >
            {t('figures.csv')}
          </Button>
        )}
      </Group>
      {figure.rows.length === 0 ? (
        <Text c="dimmed">{t('figures.none')}</Text>
      ) : (
        <div className={isDrawn ? styles.beside : undefined}>
          {isDrawn && (
            <Suspense fallback={<Skeleton height={240} />}>
              <FigureChart figure={figure} drawn={drawn} isStacked={isStacked} label={t('figures.chart', { title })} />
            </Suspense>
          )}
          <div className={scroll.scroll} tabIndex={0} role="region" aria-label={t('figures.table', { title })}>
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{figure.rowTitle}</Table.Th>
                  {figure.columns.map((column) => (
                    <Table.Th key={column} className={styles.number ?? ''}>
                      {column}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {figure.rows.map((row) => (
                  <Table.Tr key={row.label}>
                    <Table.Th scope="row" fw={400}>
                      {row.label}
                    </Table.Th>
                    {row.cells.map((cell, at) => (
                      <Table.Td key={figure.columns[at]} className={styles.number ?? ''}>
                        {cell ?? (
                          <Text span size="sm" c="dimmed">
                            {withheld}
                          </Text>
                        )}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </div>
      )}
    </Paper>
  );
}
