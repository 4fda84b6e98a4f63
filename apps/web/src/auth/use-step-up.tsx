import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionControllerStepUp } from '#client/sdk.gen.js';
import { answerOf, Refusal } from '../api/request.js';
import { useMe } from './session-context.js';
import { Failure } from '../ui/Failure.js';

type Act = () => Promise<unknown>;

/**
 * Does an act that matters. Where the API asks again who is there, a window asks for the password, or for the code of
 * who has an authenticator, and the act goes on. False when she gave it up there. A dialog that does the act must not
 * close on the Escape that gives up the window above it: `closeOnEscape={dialog === null}`.
 */
export function useStepUp(): { readonly run: (act: Act) => Promise<boolean>; readonly dialog: ReactNode } {
  const [isAsking, setAsking] = useState(false);
  const pending = useRef<{ act: Act; settle: (outcome: unknown) => void } | null>(null);
  const run = async (act: Act): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (reason) {
      if (!(reason instanceof Refusal && reason.problem.code === 'step-up-required')) throw reason;
      return new Promise<boolean>((resolve, reject) => {
        pending.current = {
          act,
          settle: (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome === true)),
        };
        setAsking(true);
      });
    }
  };
  const proven = async () => {
    setAsking(false);
    const waiting = pending.current;
    pending.current = null;
    await waiting?.act().then(
      () => waiting.settle(true),
      (failed: unknown) => waiting.settle(failed),
    );
  };
  const giveUp = () => {
    setAsking(false);
    pending.current?.settle(false);
    pending.current = null;
  };
  return { run, dialog: isAsking ? <Proof onProven={proven} onClose={giveUp} /> : null };
}

/** The same for a page: whether it is under way, and why it failed. */
export function useSteppedAct() {
  const { run, dialog } = useStepUp();
  const [failure, setFailure] = useState<unknown>(null);
  const [isActing, setActing] = useState(false);
  const act = async (what: Act): Promise<void> => {
    setFailure(null);
    setActing(true);
    try {
      await run(what);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setActing(false);
    }
  };
  return { act, failure, isActing, dialog };
}

function Proof({ onProven, onClose }: { readonly onProven: () => Promise<void>; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const hasCode = useMe().mfa?.enrolled === true;
  const [proof, setProof] = useState('');
  const prove = useMutation({
    mutationFn: () => answerOf(sessionControllerStepUp({ body: hasCode ? { code: proof } : { password: proof } })),
    onSuccess: onProven,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  const input = {
    'data-autofocus': true,
    size: 'md' as const,
    value: proof,
    onChange: (event: { currentTarget: { value: string } }) => setProof(event.currentTarget.value),
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stepUp.title')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{t('stepUp.text')}</Text>
          {prove.error !== null && <Failure reason={prove.error} />}
          {hasCode ? (
            <TextInput label={t('signIn.code')} inputMode="numeric" autoComplete="one-time-code" {...input} />
          ) : (
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
              {...input}
            />
          )}
          <Button type="submit" size="md" loading={prove.isPending}>
            {t('stepUp.go')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
