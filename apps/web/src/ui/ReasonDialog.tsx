import { Modal, Stack, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentOnce } from '../api/use-sent-once.js';
import { useStepUp } from '../auth/use-step-up.js';
import { DialogButtons } from './DialogButtons.js';
import { Failure } from './Failure.js';
import { ReasonField } from './ReasonField.js';

interface Props {
  readonly title: string;
  /** What the act does and cannot undo. */
  readonly effect?: string;
  readonly reasonHint?: string;
  readonly submit: string;
  readonly act: (reason: string, idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** An act that is kept with its reason: what it does, why, and a button that says so. */
export function ReasonDialog({ title, effect, reasonHint, submit, act, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { run, dialog } = useStepUp();
  const take = useSentOnce(
    (key) => run(() => act(reason.trim(), key)),
    (isDone) => isDone && onDone(),
  );
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    take.mutate();
  };
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        closeOnEscape={dialog === null}
        title={title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form onSubmit={send}>
          <Stack gap="md">
            {effect !== undefined && <Text>{effect}</Text>}
            {take.error !== null && <Failure reason={take.error} />}
            <ReasonField
              value={reason}
              onChange={setReason}
              {...(reasonHint === undefined ? {} : { hint: reasonHint })}
            />
            <DialogButtons
              submit={submit}
              isReady={reason.trim() !== ''}
              isSending={take.isPending}
              onClose={onClose}
            />
          </Stack>
        </form>
      </Modal>
      {dialog}
    </>
  );
}
