import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { casesControllerOpenAct } from '#client/sdk.gen.js';
import { STANDING, STANDING_ACTS, mayOpenStandingAct, type StandingAct } from '#domain/standing-acts.js';
import { TASK_LABELS } from '#domain/texts/code-labels.js';
import type { CaseView, Me } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useMe } from '../auth/session-context.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';

const ACTS = Object.keys(STANDING_ACTS) as StandingAct[];

type Case = Pick<CaseView, 'id' | 'stage'>;

/** What this person may do in the case at any time, whatever the stage waits for. */
export function actsOffered(me: Me, { stage }: Case): readonly StandingAct[] {
  return ACTS.filter((key) => {
    const roles = STANDING.tasks.find((task) => task.key === key)?.roles ?? [];
    return mayOpenStandingAct(key, stage) && me.roles.some((role) => roles.includes(role));
  });
}

export function StandingActs({ kase }: { readonly kase: Case }) {
  const { t } = useTranslation();
  if (actsOffered(useMe(), kase).length === 0) return null;
  return (
    <section aria-label={t('case.acts')}>
      <Text fw={600} mb="xs" component="h2" size="md">
        {t('case.acts')}
      </Text>
      <ActButtons kase={kase} />
    </section>
  );
}

export function ActButtons({ kase }: { readonly kase: Case }) {
  const labels = useLabels();
  const offered = actsOffered(useMe(), kase);
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: (key: StandingAct) =>
      answerOf<{ id: string }>(
        casesControllerOpenAct({
          path: { id: kase.id },
          body: { key },
          headers: { 'Idempotency-Key': crypto.randomUUID() },
        }),
      ),
    onSuccess: ({ id }) => void navigate(`/tasks/${id}`),
  });
  return (
    <>
      {open.error !== null && <Failure reason={open.error} />}
      <Stack gap="xs">
        {offered.map((key) => (
          <Button
            key={key}
            variant="default"
            justify="start"
            onClick={() => open.mutate(key)}
            disabled={open.isPending}
          >
            {labels.words(TASK_LABELS[key])}
          </Button>
        ))}
      </Stack>
    </>
  );
}
