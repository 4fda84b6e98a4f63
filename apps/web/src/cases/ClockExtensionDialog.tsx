import { Modal, NativeSelect, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clocksControllerExtend } from '#client/sdk.gen.js';
import type { ClockExtension, ClockView } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import { usePreferences } from '../app/preferences.js';
import { LabelledDate } from '../dates/LabelledDate.js';
import { showDate } from '../dates/show-date.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { ClockBasis } from './ClockBasis.js';

interface Props {
  readonly clock: ClockView;
  readonly extension: ClockExtension;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly onClose: () => void;
}

/** What the extension rests on is kept with it: the ground, who granted it, in which document, and when. */
export function ClockExtensionDialog({ clock, extension, caseId, caseNumber, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const queries = useQueryClient();
  const hasEnded = clock.state === 'ended';
  const [ground, setGround] = useState('');
  const [authority, setAuthority] = useState('');
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const [grantedAt, setGrantedAt] = useState<string | null>(() =>
    // When it was granted decides whether it counts: after the end nobody may say it by mistake.
    hasEnded ? null : new Date().toISOString(),
  );
  const [newDueAt, setNewDueAt] = useState<string | null>(null);
  const extend = useSentOnce(
    (key) =>
      answerOf(
        clocksControllerExtend({
          path: { id: clock.id },
          headers: { 'Idempotency-Key': key },
          body: {
            ground,
            authority: authority.trim(),
            document: document.trim(),
            newDueAt: newDueAt ?? '',
            ...(grantedAt === null ? {} : { grantedAt }),
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          },
        }),
      ),
    async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['case', caseId] }),
        queries.invalidateQueries({ queryKey: ['clocks'] }),
        queries.invalidateQueries({ queryKey: ['stuck'] }),
      ]);
      onClose();
    },
  );
  const endProblem =
    newDueAt === null
      ? undefined
      : newDueAt > extension.latestDueAt
        ? t('clocks.tooLate', { at: showDate(extension.latestDueAt, settings) })
        : newDueAt <= clock.dueAt
          ? t('clocks.notLater', { at: showDate(clock.dueAt, settings) })
          : undefined;
  const isComplete =
    ground !== '' && authority.trim() !== '' && document.trim() !== '' && newDueAt !== null && grantedAt !== null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isComplete && endProblem === undefined) extend.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${caseNumber}: ${t('clocks.extendTitle')}`}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Text fw={600}>{labels.words(clock.title)}</Text>
            <Text c="dimmed">{t('clocks.extendText')}</Text>
            {hasEnded && <Text>{t('clocks.extendEnded', { at: showDate(clock.dueAt, settings) })}</Text>}
          </div>
          <Paper withBorder radius="md" p="sm">
            <Text>
              {t('clocks.endsNow')}: <strong>{showDate(clock.dueAt, settings)}</strong>
            </Text>
            <Text>
              {t('clocks.latest')}: <strong>{showDate(extension.latestDueAt, settings)}</strong>
            </Text>
            <ClockBasis rule={extension} label={t('clocks.rule')} />
          </Paper>
          {extend.error !== null && <Failure reason={extend.error} />}
          <NativeSelect
            label={t('clocks.ground')}
            data-autofocus
            required
            withAsterisk={false}
            value={ground}
            onChange={(event) => setGround(event.currentTarget.value)}
            data={[
              { value: '', label: t('common.choose') },
              ...extension.grounds.map((each) => ({ value: each, label: labels.ground(each) })),
            ]}
          />
          <TextInput
            label={t('clocks.authority')}
            description={t('clocks.authorityHint')}
            maxLength={200}
            required
            withAsterisk={false}
            value={authority}
            onChange={(event) => setAuthority(event.currentTarget.value)}
          />
          <TextInput
            label={t('clocks.document')}
            maxLength={200}
            required
            withAsterisk={false}
            value={document}
            onChange={(event) => setDocument(event.currentTarget.value)}
          />
          <LabelledDate id="granted-at" label={t('clocks.grantedAt')} value={grantedAt} onChange={setGrantedAt} />
          <LabelledDate
            id="new-end"
            label={t('clocks.newEnd')}
            value={newDueAt}
            onChange={setNewDueAt}
            error={endProblem}
          />
          <Textarea
            label={t('clocks.remark')}
            autosize
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <DialogButtons
            submit={t('clocks.extend')}
            isReady={isComplete && endProblem === undefined}
            isSending={extend.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
