import { Badge, Button, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconPrinter, IconSend } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CaseView, Referral, TaskView } from '../api/answers.js';
import { Refusal } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { holdsAny, may, useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { ReferralDialog } from '../referrals/ReferralDialog.js';
import { ReferralCards } from '../referrals/ReferralCards.js';
import { InboxRow } from '../tasks/InboxRow.js';
import { DueChip } from '../ui/DueChip.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import styles from './CasePage.module.css';
import { CaseStanding } from './CaseStanding.js';
import { ClockList } from './ClockList.js';
import { Duplicates } from './Duplicates.js';
import { EmergencyAccess } from './EmergencyAccess.js';
import { EmergencyReview } from './EmergencyReview.js';
import { OwnSheet } from './OwnSheet.js';
import { RecordLink } from './RecordLink.js';
import { PersonCard } from './PersonCard.js';
import { StageStepper } from './StageStepper.js';
import { StandingActs } from './StandingActs.js';
import { Timeline } from './Timeline.js';
import { useCase } from './use-case.js';
import { WaitsForList } from './WaitsForList.js';

/** Whoever looks for no paper does not load what sends one. */
const Documents = lazy(() => import('../documents/Documents.js').then((m) => ({ default: m.Documents })));

const TABS = ['tasks', 'clocks', 'timeline', 'referrals', 'documents'] as const;

export function CasePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const { kase, clocks, timeline, tasks, referrals } = useCase(id);
  /** Null while no referral is written; with the declined one that it replaces, if it does. */
  const [referring, setReferring] = useState<{ readonly replaces: Referral | null } | null>(null);
  if (kase.isPending) return <PageLoading />;
  if (kase.isError && kase.data === undefined) {
    const isNotShown = kase.error instanceof Refusal && kase.error.problem.code === 'case-not-found';
    return (
      <Stack gap="md">
        <Failure reason={kase.error} onRetry={() => void kase.refetch()} />
        {isNotShown && <EmergencyAccess reference={id} />}
      </Stack>
    );
  }
  const { data } = kase;
  const showsDocuments = data.codes !== null && (may(me, 'document.read') || may(me, 'document.add'));
  const wasBroken = timeline.data?.items.some(({ kind }) => kind === 'emergency-access') === true;
  const mayRefer = data.status === 'open' && holdsAny(me, 'social-worker');
  return (
    <Stack gap="md">
      <Stale query={kase} />
      <Header
        kase={data}
        nextDue={
          clocks.data?.items
            .filter((clock) => clock.state === 'running' && clock.stoppedAt === null)
            .map(({ dueAt }) => dueAt)
            .sort()[0]
        }
      />
      <StageStepper kase={data} timeline={timeline.data?.items ?? []} />
      <div className={styles.columns}>
        <div>
          <Tabs
            value={TABS.find((known) => known === params.get('tab')) ?? 'tasks'}
            onChange={(tab) => setParams(tab === null || tab === 'tasks' ? {} : { tab }, { replace: true })}
            keepMounted={false}
          >
            <Tabs.List mb="md">
              <Tabs.Tab value="tasks">{t('case.tasks')}</Tabs.Tab>
              <Tabs.Tab value="clocks">{t('case.clocks')}</Tabs.Tab>
              <Tabs.Tab value="timeline">{t('case.timeline')}</Tabs.Tab>
              <Tabs.Tab value="referrals">{t('case.referrals')}</Tabs.Tab>
              {showsDocuments && <Tabs.Tab value="documents">{t('case.documents')}</Tabs.Tab>}
            </Tabs.List>
            <Tabs.Panel value="tasks">
              <Tasks tasks={tasks.data?.items ?? []} showsAnswers={data.codes !== null} />
            </Tabs.Panel>
            <Tabs.Panel value="clocks">
              <ClockList clocks={clocks.data?.items ?? []} caseId={data.id} caseNumber={data.number} />
            </Tabs.Panel>
            <Tabs.Panel value="timeline">
              <Timeline entries={timeline.data?.items ?? []} />
            </Tabs.Panel>
            <Tabs.Panel value="referrals">
              <ReferralCards
                referrals={referrals.data?.items ?? []}
                onReroute={mayRefer ? (replaces) => setReferring({ replaces }) : undefined}
              />
            </Tabs.Panel>
            {showsDocuments && (
              <Tabs.Panel value="documents">
                <Suspense fallback={<PageLoading />}>
                  <Documents key={data.id} caseId={data.id} isOpen={data.status === 'open'} />
                </Suspense>
              </Tabs.Panel>
            )}
          </Tabs>
        </div>
        <aside className={styles.side}>
          <section aria-labelledby="waits">
            <Title order={2} size="h5" id="waits" mb="xs">
              {t('case.waitsFor')}
            </Title>
            <WaitsForList waits={data.waitsFor} />
          </section>
          {data.person !== null && (
            <section aria-labelledby="person">
              <Title order={2} size="h5" id="person" mb="xs">
                {t('case.person')}
              </Title>
              <PersonCard person={data.person} />
            </section>
          )}
          {wasBroken && data.codes !== null && may(me, 'case.read-person') && <EmergencyReview caseId={data.id} />}
          <Duplicates key={`duplicates-${data.id}`} caseId={data.id} />
          {mayRefer && (
            <Button
              variant="light"
              leftSection={<IconSend size={18} aria-hidden />}
              onClick={() => setReferring({ replaces: null })}
            >
              {t('referral.start')}
            </Button>
          )}
          <OwnSheet key={data.id} caseId={data.id} spoken={data.person?.language ?? null} />
          <StandingActs kase={data} />
          {may(me, 'subject-request.file') && data.codes !== null && (
            <Button
              component={Link}
              to={`/privacy?tab=requests&new=${data.number}`}
              variant="default"
              justify="start"
              className={styles.noPrint ?? ''}
            >
              {t('privacy.request.fromCase')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => print()}
            className={styles.noPrint ?? ''}
          >
            {t('common.print')}
          </Button>
        </aside>
      </div>
      {referring !== null && (
        <ReferralDialog kase={data} replaces={referring.replaces} onClose={() => setReferring(null)} />
      )}
    </Stack>
  );
}

function Header({ kase, nextDue }: { readonly kase: CaseView; readonly nextDue: string | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const holders = [...new Set([kase.agency, ...kase.openTasks.map(({ assignee }) => assignee)])].filter(Boolean);
  return (
    <header className={styles.header}>
      <div>
        <Text size="sm" c="dimmed">
          {t('case.incident', { number: kase.incidentNumber })}
          {kase.otherCasesOfIncident.map((other) => (
            <span key={other.id}>
              {' · '}
              <Link to={`/cases/${other.id}`} className={styles.other}>
                {other.number}
              </Link>
            </span>
          ))}
        </Text>
        <Group gap="sm" align="center">
          <Title order={1} size="h2">
            {kase.number}
          </Title>
          <Badge size="lg" variant={kase.status === 'open' ? 'light' : 'outline'}>
            {kase.status === 'open'
              ? labels.stage(kase.stage)
              : labels.words(kase.outcomeLabel ?? { th: 'ปิดแล้ว', en: 'Closed' })}
          </Badge>
          {kase.mustDecide && (
            <Badge size="lg" color="red.9" variant="filled">
              {t('task.mustDecide')}
            </Badge>
          )}
        </Group>
        <Text c="dimmed">
          {labels.province(kase.province)} · {t('case.opened', { at: showDate(kase.openedAt, settings, 'day') })} ·{' '}
          {holders.length > 0 ? t('case.heldBy', { who: holders.join(', ') }) : t('case.heldByNobody')}
        </Text>
        {kase.codes !== null && <CaseStanding codes={kase.codes} />}
      </div>
      {nextDue !== undefined && kase.status === 'open' && (
        <div className={styles.nextDue}>
          <Text size="sm" c="dimmed">
            {t('case.nextDue')}
          </Text>
          <DueChip dueAt={nextDue} />
        </div>
      )}
    </header>
  );
}

interface TasksProps {
  readonly tasks: readonly TaskView[];
  /** Whoever is shown her story may open what was answered. */
  readonly showsAnswers: boolean;
}

function Tasks({ tasks, showsAnswers }: TasksProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const open = tasks.filter(({ state }) => state === 'open');
  const waiting = tasks.filter(({ state }) => state === 'blocked');
  const settled = tasks.filter(({ state }) => state === 'completed' || state === 'cancelled');
  return (
    <Stack gap="sm">
      {open.map((task) => (
        <InboxRow key={task.id} task={task} />
      ))}
      {open.length === 0 && <Text c="dimmed">{t('case.noOpenTasks')}</Text>}
      {waiting.length > 0 && (
        <div>
          <Text fw={600}>{t('case.laterTasks')}</Text>
          <ul className={styles.plain}>
            {waiting.map((task) => (
              <li key={task.id}>{labels.words(task.title)}</li>
            ))}
          </ul>
        </div>
      )}
      {settled.length > 0 && (
        <details>
          <summary>{t('case.settledTasks', { count: settled.length })}</summary>
          <ul className={styles.plain}>
            {settled.map((task) => (
              <li key={task.id}>
                {labels.words(task.title)}{' '}
                <Text span size="sm" c="dimmed">
                  {t(`task.settled.${task.state === 'completed' ? 'completed' : 'cancelled'}`)}
                  {task.settledAt !== null && ` · ${showDate(task.settledAt, settings)}`}
                </Text>
                {showsAnswers && task.state === 'completed' && <RecordLink task={task} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}
