import { Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  subjectRequestsControllerDecide,
  subjectRequestsControllerLift,
  subjectRequestsControllerPack,
  subjectRequestsControllerRead,
} from '#client/sdk.gen.js';
import { CORRECTABLE_FIELDS } from '#domain/subject-requests.js';
import { answerOf, Refusal } from '../api/request.js';
import { may, useMe } from '../auth/session-context.js';
import { useSteppedAct } from '../auth/use-step-up.js';
import { Failure } from '../ui/Failure.js';
import { ReasonDialog } from '../ui/ReasonDialog.js';
import { saveFile } from '../ui/save-file.js';
import type { SubjectRequest, SubjectRequestInFull } from './privacy-answers.js';

type Act = 'granted' | 'refused' | 'lifted';

interface Props {
  readonly request: SubjectRequest;
  readonly onClose: () => void;
}

/** One request: her words for whoever is shown her story, and what may be done with it. Reading it is on the audit. */
export function SubjectRequestDialog({ request, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe();
  const [acting, setActing] = useState<Act | null>(null);
  const save = useSteppedAct();
  const full = useQuery({
    queryKey: ['privacy', 'request', request.id],
    queryFn: () => answerOf<SubjectRequestInFull>(subjectRequestsControllerRead({ path: { id: request.id } })),
    retry: false,
    refetchOnWindowFocus: false,
  });
  const isWithheld = full.error instanceof Refusal && full.error.problem.code === 'not-permitted';
  const mayDecide = may(me, 'subject-request.decide');
  // Whoever grants a correction writes into her file: that takes somebody who may see it.
  const decisions: readonly ('granted' | 'refused')[] =
    isWithheld && request.kind === 'correction' ? ['refused'] : ['granted', 'refused'];
  const mayLift =
    mayDecide &&
    request.decision === 'granted' &&
    request.liftedAt === null &&
    (request.kind === 'restriction' || request.kind === 'objection');
  const take = (act: Act, reason: string, key: string) => {
    const order = { path: { id: request.id }, headers: { 'Idempotency-Key': key } };
    return answerOf(
      act === 'lifted'
        ? subjectRequestsControllerLift({ ...order, body: { reason } })
        : subjectRequestsControllerDecide({ ...order, body: { decision: act, reason } }),
    );
  };
  const savePack = async () => {
    const pack = await answerOf<object>(subjectRequestsControllerPack({ path: { id: request.id } }));
    saveFile(`${request.caseNumber}.json`, JSON.stringify(pack, null, 2), 'application/json');
  };
  const done = () => {
    void queries.invalidateQueries({ queryKey: ['privacy'] });
    onClose();
  };
  if (acting !== null) {
    return (
      <ReasonDialog
        title={`${request.caseNumber}: ${t(`privacy.act.${acting}`)}`}
        effect={t(`privacy.effect.${acting === 'granted' ? request.kind : acting}`)}
        reasonHint={t('privacy.request.reasonHint')}
        submit={t(`privacy.act.${acting}`)}
        act={(reason, key) => take(acting, reason, key)}
        onDone={done}
        onClose={() => setActing(null)}
      />
    );
  }
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        closeOnEscape={save.dialog === null}
        size="lg"
        title={`${request.caseNumber}: ${t(`privacy.kind.${request.kind}`)}`}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="md">
          {full.isPending && <Skeleton height={96} />}
          {isWithheld && <Text c="dimmed">{t('privacy.request.withheld')}</Text>}
          {full.isError && !isWithheld && <Failure reason={full.error} onRetry={() => void full.refetch()} />}
          {full.data !== undefined && <Told request={full.data} />}
          {save.failure !== null && <Failure reason={save.failure} />}
          {request.decision === null && mayDecide && request.filedBy === me.username && (
            <Text>{t('privacy.request.own')}</Text>
          )}
          <Group gap="sm">
            {request.decision === null &&
              mayDecide &&
              request.filedBy !== me.username &&
              decisions.map((decision) => (
                <Button
                  key={decision}
                  variant={decision === 'granted' ? 'filled' : 'default'}
                  onClick={() => setActing(decision)}
                >
                  {t(`privacy.act.${decision}`)}
                </Button>
              ))}
            {mayLift && (
              <Button variant="default" onClick={() => setActing('lifted')}>
                {t('privacy.act.lifted')}
              </Button>
            )}
            {request.kind === 'export' && request.decision === 'granted' && may(me, 'subject-request.pack') && (
              <Button
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
                loading={save.isActing}
                onClick={() => void save.act(savePack)}
              >
                {t('privacy.request.pack')}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
      {save.dialog}
    </>
  );
}

function Told({ request: { details, decisionReason, liftReason } }: { readonly request: SubjectRequestInFull }) {
  const { t } = useTranslation();
  const changes = details?.changes ?? {};
  const changed = CORRECTABLE_FIELDS.filter((field) => changes[field] !== undefined);
  return (
    <>
      <div>
        <Text size="sm" c="dimmed">
          {t('privacy.request.words')}
        </Text>
        <Text>{details?.words}</Text>
      </div>
      {changed.length > 0 && (
        <Table>
          <Table.Tbody>
            {changed.map((field) => (
              <Table.Tr key={field}>
                <Table.Th scope="row">{t(`privacy.field.${field}`)}</Table.Th>
                <Table.Td>{changes[field]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {decisionReason !== null && <Text>{t('privacy.request.because', { reason: decisionReason })}</Text>}
      {liftReason !== null && <Text>{t('privacy.request.liftedBecause', { reason: liftReason })}</Text>}
    </>
  );
}
