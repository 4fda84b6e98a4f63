import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { casesControllerOpenAct } from '#client/sdk.gen.js';
import { TASK_LABELS } from '#domain/texts/code-labels.js';
import type { StuckAction } from '#domain/stuck-actions.js';
import { answerOf } from '../api/request.js';
import type { StuckCase, StuckCause } from '../api/work-answers.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { isStuckAction } from './stuck-orders.js';
import styles from './StuckPage.module.css';

type OnAct = (cause: StuckCause, action: StuckAction) => void;

export function StuckCard({ item, onAct }: { readonly item: StuckCase; readonly onAct: OnAct }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="md" component="article" aria-label={item.caseNumber}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Link to={`/cases/${item.caseId}`} className={styles.link}>
            {item.caseNumber}
          </Link>
          <Text c="dimmed">
            {labels.stage(item.stage)} · {labels.province(item.province)}
          </Text>
          {item.mustDecide && (
            <Badge color="red.9" variant="filled">
              {t('task.mustDecide')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t('case.waitsSince', { at: showDate(item.since, settings) })}
        </Text>
      </Group>
      <ul className={styles.causes}>
        {item.causes.map((cause) => (
          <Cause key={cause.key} cause={cause} caseId={item.caseId} onAct={onAct} />
        ))}
      </ul>
    </Paper>
  );
}

interface CauseProps {
  readonly cause: StuckCause;
  readonly caseId: string;
  readonly onAct: OnAct;
}

/** One sentence, and what this person can do about it: the act that unblocks it first. */
function Cause({ cause, caseId, onAct }: CauseProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const mine = cause.actions.filter(
    ({ action, roles }) =>
      roles.some((role) => me.roles.includes(role)) && (action !== 'reassign' || cause.taskId !== null),
  );
  const doTask = mine.find(({ action }) => action === 'complete-task');
  const moreTime = may(me, 'clock.extend') ? mine.find(({ action }) => action === 'extend-clock') : undefined;
  // A guardian is awaited by the consent alone: it is asked again by an act of its own.
  const mayAskAgain = mine.some(({ action }) => action === 'open-act');
  const acts = mine.flatMap(({ action }) => (isStuckAction(action) ? [action] : []));
  return (
    <li className={styles.cause}>
      <Text fw={600}>{labels.words(cause.sentence)}</Text>
      <Text size="sm" c="dimmed">
        {labels.words(cause.label)}
        {cause.agency !== null && ` · ${cause.agency}`}
        {cause.roles.length > 0 && ` · ${t('stuck.whoCan', { who: cause.roles.map(labels.role).join(', ') })}`}
      </Text>
      <Group gap="xs" mt={6}>
        {doTask?.taskId !== undefined && (
          <Button component={Link} to={`/tasks/${doTask.taskId}`} size="compact-md">
            {t('case.doIt')}
          </Button>
        )}
        {mayAskAgain && <AskConsentAgain caseId={caseId} />}
        {moreTime?.clockId !== undefined && (
          <Button
            component={Link}
            to={`/cases/${caseId}?tab=clocks&extend=${moreTime.clockId}`}
            size="compact-md"
            variant="default"
          >
            {t('clocks.extend')}
          </Button>
        )}
        {acts.map((action, index) => (
          <Button
            key={action}
            size="compact-md"
            variant={index === 0 && doTask === undefined && !mayAskAgain ? 'filled' : 'default'}
            onClick={() => onAct(cause, action)}
          >
            {t(`stuck.do.${action}`)}
          </Button>
        ))}
        <Button component={Link} to={`/cases/${caseId}`} size="compact-md" variant="subtle">
          {t('task.toCase')}
        </Button>
      </Group>
    </li>
  );
}

function AskConsentAgain({ caseId }: { readonly caseId: string }) {
  const labels = useLabels();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () =>
      answerOf<{ id: string }>(
        casesControllerOpenAct({
          path: { id: caseId },
          body: { key: 'ask-consent' },
          headers: { 'Idempotency-Key': crypto.randomUUID() },
        }),
      ),
    onSuccess: ({ id }) => void navigate(`/tasks/${id}`),
  });
  return (
    <>
      <Button size="compact-md" loading={open.isPending} onClick={() => open.mutate()}>
        {labels.words(TASK_LABELS['ask-consent'])}
      </Button>
      {open.error !== null && <Failure reason={open.error} />}
    </>
  );
}
