import { Alert, Group, NativeSelect, Stack, Title } from '@mantine/core';
import { IconCheck, IconMoodCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stuckCasesControllerList } from '#client/sdk.gen.js';
import type { StuckAction } from '#domain/stuck-actions.js';
import { WAIT_CAUSES } from '#domain/wait-causes.js';
import { WAIT_CAUSE_LABELS } from '#domain/texts/stuck-texts.js';
import { answerOf } from '../api/request.js';
import type { StuckBoard, StuckCase, StuckCause } from '../api/work-answers.js';
import { useFilters } from '../app/use-filters.js';
import { may, useMe } from '../auth/session-context.js';
import { ProvinceFilter } from '../places/ProvinceFilter.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Approvals } from './Approvals.js';
import { StuckActionDialog } from './StuckActionDialog.js';
import { StuckCard } from './StuckCard.js';

interface Asked {
  readonly item: StuckCase;
  readonly cause: StuckCause;
  readonly action: StuckAction;
}

interface Done extends Omit<Asked, 'cause'> {
  readonly told: number | undefined;
}

/** Which cases do not move, the longest waiting first: why in one sentence, and who can unblock them. */
export function StuckPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [params, setFilter] = useFilters();
  const cause = WAIT_CAUSES.find((known) => known === params.get('cause'));
  const province = params.get('province') ?? '';
  const set = (name: string, value: string) => {
    setDone(null);
    setFilter(name, value);
  };
  const board = useInfiniteQuery({
    queryKey: ['stuck', cause, province],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<StuckBoard>(
        stuckCasesControllerList({
          query: {
            ...(cause === undefined ? {} : { cause }),
            ...(province === '' ? {} : { province }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: 20_000,
  });
  const [first] = board.data?.pages ?? [];
  const items = board.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('stuck.title')}
      </Title>
      {may(me, 'approval.decide') && <Approvals />}
      <Group gap="sm" mb="md" align="end">
        <NativeSelect
          label={t('stuck.cause')}
          value={cause ?? ''}
          onChange={(event) => set('cause', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            ...WAIT_CAUSES.map((known) => ({
              value: known,
              label: `${labels.words(WAIT_CAUSE_LABELS[known])} (${first?.counts.find((count) => count.cause === known)?.count ?? 0})`,
            })),
          ]}
        />
        <ProvinceFilter all={t('cases.any')} value={province} onChange={(code) => set('province', code)} />
      </Group>
      {done !== null && (
        <Alert
          role="status"
          color="bridge"
          icon={<IconCheck aria-hidden />}
          title={t(`stuck.done.${done.action}`, { number: done.item.caseNumber, count: done.told ?? 0 })}
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={() => setDone(null)}
          mb="md"
        >
          {t(items.some(({ caseId }) => caseId === done.item.caseId) ? 'stuck.stays' : 'stuck.left')}
        </Alert>
      )}
      <Stale query={board} />
      {board.isPending && <PageLoading />}
      {board.isError && first === undefined && <Failure reason={board.error} onRetry={() => void board.refetch()} />}
      {first !== undefined && items.length === 0 && (
        <Empty icon={IconMoodCheck} title={t('stuck.emptyTitle')} text={t('stuck.emptyText')} />
      )}
      <Stack gap="md">
        {items.map((item) => (
          <StuckCard
            key={item.caseId}
            item={item}
            onAct={(chosen, action) => setAsked({ item, cause: chosen, action })}
          />
        ))}
      </Stack>
      <ShowMore list={board} />
      {asked !== null && (
        <StuckActionDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={({ told }) => {
            setAsked(null);
            // Only when the board has been asked again is it said that the case has left it.
            void board.refetch().then(() => setDone({ item: asked.item, action: asked.action, told }));
            void queries.invalidateQueries({ queryKey: ['approvals'] });
          }}
        />
      )}
    </>
  );
}
