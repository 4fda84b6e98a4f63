import { Group, SegmentedControl, Title } from '@mantine/core';
import { IconSunHigh } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Inbox as InboxAnswer, InboxGroup, TaskView } from '../api/answers.js';
import { DuplicatesWaiting } from '../cases/DuplicatesWaiting.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { ShowMore } from '../ui/ShowMore.js';
import { InboxRow } from './InboxRow.js';
import styles from './Inbox.module.css';
import { useInbox, type Assigned } from './use-inbox.js';

const GROUPS = ['overdue', 'today', 'next-7-days', 'later', 'no-deadline'] as const satisfies readonly InboxGroup[];

type Line =
  | { readonly kind: 'group'; readonly group: InboxGroup; readonly count: number }
  | { readonly kind: 'task'; readonly task: TaskView };

/** What is left to do, least time first. */
export function Inbox() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const assigned = assignedOf(params.get('assigned'));
  const inbox = useInbox(assigned);
  const [first] = inbox.data?.pages ?? [];
  const total = first === undefined ? 0 : GROUPS.reduce((sum, group) => sum + first.counts[group], 0);

  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={1} size="h2">
          {t('inbox.title')}
          {first !== undefined && <span className={styles.total}>{t('inbox.total', { count: total })}</span>}
        </Title>
        <SegmentedControl
          aria-label={t('inbox.whose')}
          value={assigned}
          onChange={(chosen) => setParams(chosen === 'anyone' ? {} : { assigned: chosen }, { replace: true })}
          data={[
            { value: 'anyone', label: t('inbox.anyone') },
            { value: 'me', label: t('inbox.mine') },
            { value: 'unassigned', label: t('inbox.unassigned') },
          ]}
        />
      </Group>
      <DuplicatesWaiting />
      {first !== undefined && <Jumps counts={first.counts} />}
      <Stale query={inbox} />
      {inbox.isPending && <PageLoading />}
      {inbox.isError && first === undefined && <Failure reason={inbox.error} onRetry={() => void inbox.refetch()} />}
      {first !== undefined && total === 0 && (
        <Empty icon={IconSunHigh} title={t('inbox.emptyTitle')} text={t('inbox.emptyText')} />
      )}
      {first !== undefined && total > 0 && <Lines pages={inbox.data?.pages ?? []} counts={first.counts} />}
      <ShowMore list={inbox} />
    </>
  );
}

function assignedOf(text: string | null): Assigned {
  return text === 'me' || text === 'unassigned' ? text : 'anyone';
}

function Jumps({ counts }: { readonly counts: InboxAnswer['counts'] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.jumps} aria-label={t('inbox.groups')}>
      {GROUPS.map((group) => (
        <li key={group} className={styles.jump} data-group={group} data-none={counts[group] === 0 || undefined}>
          <span className={styles.count}>{counts[group]}</span>
          <span>{t(`inbox.group.${group}`)}</span>
        </li>
      ))}
    </ul>
  );
}

interface LinesProps {
  readonly pages: readonly InboxAnswer[];
  readonly counts: InboxAnswer['counts'];
}

/** Only what is in view is in the page: 500 tasks scroll as lightly as ten. */
function Lines({ pages, counts }: LinesProps) {
  const { t } = useTranslation();
  const listRef = useRef<HTMLUListElement>(null);
  const lines = useMemo(() => linesOf(pages, counts), [pages, counts]);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? 48 : 92),
    overscan: 8,
    scrollMargin: listRef.current?.offsetTop ?? 0,
    getItemKey: (index) => {
      const line = lines[index];
      return line === undefined ? index : line.kind === 'group' ? line.group : line.task.id;
    },
  });
  return (
    <ul
      ref={listRef}
      className={styles.list}
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={moveWithArrows}
      aria-label={t('inbox.title')}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const line = lines[index];
        if (line === undefined) return null;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.line}
            style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
          >
            {line.kind === 'group' ? (
              <h2 className={styles.group} data-group={line.group}>
                {t(`inbox.group.${line.group}`)} <span className={styles.groupCount}>{line.count}</span>
              </h2>
            ) : (
              <InboxRow task={line.task} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function linesOf(pages: readonly InboxAnswer[], counts: InboxAnswer['counts']): readonly Line[] {
  const tasks = pages.flatMap(({ items }) => items);
  return GROUPS.flatMap((group): Line[] => {
    const inGroup = tasks.filter((task) => task.group === group);
    if (inGroup.length === 0) return [];
    return [{ kind: 'group', group, count: counts[group] }, ...inGroup.map((task): Line => ({ kind: 'task', task }))];
  });
}

/** Arrows, or j and k, go from task to task. */
function moveWithArrows(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
