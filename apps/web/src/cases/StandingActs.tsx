import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { casesControllerOpenAct } from '#client/sdk.gen.js';
import { STANDING, STANDING_ACTS, mayOpenStandingAct, type StandingAct } from '#domain/standing-acts.js';
import { TASK_LABELS } from '#domain/texts/code-labels.js';
import type { CaseView } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useMe } from '../auth/session-context.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';

const ACTS = Object.keys(STANDING_ACTS) as StandingAct[];

/** What may happen at any time, whatever the stage waits for. */
export function StandingActs({ kase }: { readonly kase: CaseView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
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
  const offered = ACTS.filter((key) => {
    const roles = STANDING.tasks.find((task) => task.key === key)?.roles ?? [];
    return mayOpenStandingAct(key, kase.stage) && me.roles.some((role) => roles.includes(role));
  });
  if (offered.length === 0) return null;
  return (
    <section aria-label={t('case.acts')}>
      <Text fw={600} mb="xs" component="h2" size="md">
        {t('case.acts')}
      </Text>
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
    </section>
  );
}
