import { Button, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { duplicatesControllerDecide, duplicatesControllerReverse } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { ReasonField } from '../ui/ReasonField.js';
import type { DuplicatePair } from './duplicates.js';

export type PairAct = 'link' | 'merge' | 'not-the-same' | 'reverse';

interface Props {
  readonly pair: DuplicatePair;
  readonly act: PairAct;
  readonly caseId: string;
  readonly onClose: () => void;
}

/** What is said of two cases, with its reason and what follows from it in words. */
export function DuplicateDialog({ pair, act, caseId, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [leadingCaseId, setLeading] = useState(caseId);
  const idempotencyKey = useRef(crypto.randomUUID());
  const headers = { 'Idempotency-Key': idempotencyKey.current };
  const path = { id: pair.id };
  const send = useMutation({
    mutationFn: () =>
      act === 'reverse'
        ? answerOf(duplicatesControllerReverse({ path, headers, body: { reason: reason.trim() } }))
        : answerOf(
            duplicatesControllerDecide({
              path,
              headers,
              body: { decision: act, reason: reason.trim(), ...(act === 'merge' ? { leadingCaseId } : {}) },
            }),
          ),
    onSuccess: onClose,
    onSettled: () => {
      for (const { id } of pair.cases) void queries.invalidateQueries({ queryKey: ['case', id] });
      void queries.invalidateQueries({ queryKey: ['duplicates'] });
      void queries.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`duplicates.act.${act}`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t(`duplicates.means.${act}`)}</Text>
          {send.error !== null && <Failure reason={send.error} />}
          {act === 'merge' && (
            <Radio.Group label={t('duplicates.leading')} value={leadingCaseId} onChange={setLeading}>
              <Stack gap="xs" mt="xs">
                {pair.cases.map(({ id, number }) => (
                  <Radio key={id} value={id} label={number} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <ReasonField value={reason} onChange={setReason} />
          <Button type="submit" size="md" disabled={reason.trim() === ''} loading={send.isPending}>
            {t(`duplicates.act.${act}`)}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
