import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Failure.js';
import { ReasonField } from './ReasonField.js';

interface Props {
  readonly title: string;
  /** What the act does and cannot undo. */
  readonly effect?: string;
  readonly children?: ReactNode;
  readonly reasonHint?: string;
  readonly submit: string;
  readonly act: (reason: string, idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** An act that is kept with its reason: what it does, why, and a button that says so. */
export function ReasonDialog({ title, effect, children, reasonHint, submit, act, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const idempotencyKey = useRef(crypto.randomUUID());
  const take = useMutation({
    mutationFn: () => act(reason.trim(), idempotencyKey.current),
    onSuccess: onDone,
    // What was refused is asked anew, as a request of its own.
    onError: () => (idempotencyKey.current = crypto.randomUUID()),
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    take.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={send}>
        <Stack gap="md">
          {effect !== undefined && <Text>{effect}</Text>}
          {children}
          {take.error !== null && <Failure reason={take.error} />}
          <ReasonField
            value={reason}
            onChange={setReason}
            {...(reasonHint === undefined ? {} : { hint: reasonHint })}
          />
          <Group gap="sm">
            <Button type="submit" size="md" disabled={reason.trim() === ''} loading={take.isPending}>
              {submit}
            </Button>
            <Button variant="default" size="md" onClick={onClose}>
              {t('form.back')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
