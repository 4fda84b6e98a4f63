import { Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { casesControllerList, subjectRequestsControllerFile } from '#client/sdk.gen.js';
import {
  CORRECTABLE_FIELDS,
  SUBJECT_REQUEST_KINDS,
  type PersonChanges,
  type SubjectRequestKind,
} from '#domain/subject-requests.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import { LabelledDate } from '../dates/LabelledDate.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { Failure } from '../ui/Failure.js';
import { ASKED_BY } from './privacy-answers.js';

interface Props {
  readonly caseNumber: string;
  readonly onClose: () => void;
}

/** Nobody of that number among the cases that this person is shown. */
class UnknownCase extends Error {
  override readonly name = 'UnknownCase';
}

/** Writes down what a person, her guardian or her representative asks. */
export function NewSubjectRequest({ caseNumber, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [number, setNumber] = useState(caseNumber);
  const [kind, setKind] = useState<SubjectRequestKind>('export');
  const [askedBy, setAskedBy] = useState<(typeof ASKED_BY)[number]>('person');
  const [words, setWords] = useState('');
  const [receivedAt, setReceivedAt] = useState<string | null>(null);
  const [changes, setChanges] = useState<PersonChanges>({});
  const changed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value.trim() !== ''));
  const file = useSentOnce(
    async (key) => {
      const { items } = await answerOf<Page<{ id: string }>>(casesControllerList({ query: { number: number.trim() } }));
      const [kase] = items;
      if (kase === undefined) throw new UnknownCase();
      return answerOf(
        subjectRequestsControllerFile({
          headers: { 'Idempotency-Key': key },
          body: {
            caseId: kase.id,
            kind,
            askedBy,
            words: words.trim(),
            ...(receivedAt === null ? {} : { receivedAt }),
            ...(kind === 'correction' ? { changes: changed } : {}),
          },
        }),
      );
    },
    () => {
      void queries.invalidateQueries({ queryKey: ['privacy', 'requests'] });
      onClose();
    },
  );
  const isComplete =
    number.trim() !== '' && words.trim() !== '' && (kind !== 'correction' || Object.keys(changed).length > 0);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    file.mutate();
  };
  const isUnknown = file.error instanceof UnknownCase;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('privacy.request.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          {file.error !== null && !isUnknown && <Failure reason={file.error} />}
          <TextInput
            label={t('privacy.request.caseNumber')}
            placeholder="SP-2569-000001"
            required
            withAsterisk={false}
            value={number}
            error={isUnknown ? t('privacy.request.unknownCase') : undefined}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('privacy.request.kind')}
            description={t(`privacy.effect.${kind}`)}
            value={kind}
            onChange={(event) => setKind(SUBJECT_REQUEST_KINDS.find((k) => k === event.currentTarget.value) ?? kind)}
            data={SUBJECT_REQUEST_KINDS.map((value) => ({ value, label: t(`privacy.kind.${value}`) }))}
          />
          <NativeSelect
            label={t('privacy.request.whoAsks')}
            value={askedBy}
            onChange={(event) => setAskedBy(ASKED_BY.find((who) => who === event.currentTarget.value) ?? askedBy)}
            data={ASKED_BY.map((value) => ({ value, label: t(`privacy.askedBy.${value}`) }))}
          />
          <Textarea
            label={t('privacy.request.words')}
            autosize
            minRows={3}
            maxLength={4000}
            required
            withAsterisk={false}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          {kind === 'correction' && (
            <Stack gap="xs" component="fieldset">
              <Text component="legend" fw={600}>
                {t('privacy.request.changes')}
              </Text>
              {CORRECTABLE_FIELDS.map((field) => (
                <TextInput
                  key={field}
                  label={t(`privacy.field.${field}`)}
                  maxLength={field === 'passportNumber' || field === 'phone' ? 40 : 200}
                  value={changes[field] ?? ''}
                  onChange={(event) => setChanges({ ...changes, [field]: event.currentTarget.value })}
                />
              ))}
            </Stack>
          )}
          <LabelledDate
            id="received"
            label={t('privacy.request.receivedAt')}
            hint={t('privacy.request.receivedHint')}
            value={receivedAt}
            onChange={setReceivedAt}
          />
          <DialogButtons
            submit={t('privacy.request.file')}
            isReady={isComplete}
            isSending={file.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
