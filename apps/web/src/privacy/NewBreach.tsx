import { Checkbox, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { breachesControllerRecord } from '#client/sdk.gen.js';
import { BREACH_CATEGORIES, type BreachCategory } from '#domain/breach.js';
import { BREACH_CATEGORY_LABELS } from '#domain/texts/breach-notice.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import { LabelledDate } from '../dates/LabelledDate.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';

interface Props {
  readonly onRecorded: (officeDueAt: string) => void;
  readonly onClose: () => void;
}

/** Writes a breach down. From the moment it was known the Office is told within 72 hours (PDPA s.37 (4)). */
export function NewBreach({ onRecorded, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const queries = useQueryClient();
  const [whatHappened, setWhatHappened] = useState('');
  const [categories, setCategories] = useState<readonly BreachCategory[]>([]);
  const [personsAffected, setPersonsAffected] = useState<number | null>(null);
  const [highRisk, setHighRisk] = useState(false);
  const [discoveredAt, setDiscoveredAt] = useState<string | null>(() => new Date().toISOString());
  const record = useSentOnce(
    (key) =>
      answerOf<{ officeDueAt: string }>(
        breachesControllerRecord({
          headers: { 'Idempotency-Key': key },
          body: {
            whatHappened: whatHappened.trim(),
            categories: [...categories],
            personsAffected: personsAffected ?? 0,
            highRisk,
            discoveredAt: discoveredAt ?? '',
          },
        }),
      ),
    ({ officeDueAt }) => {
      void queries.invalidateQueries({ queryKey: ['privacy', 'breaches'] });
      onRecorded(officeDueAt);
    },
  );
  const isComplete =
    whatHappened.trim() !== '' && categories.length > 0 && personsAffected !== null && discoveredAt !== null;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('privacy.breach.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <Text c="dimmed">{t('privacy.breach.newText')}</Text>
          {record.error !== null && <Failure reason={record.error} />}
          <Textarea
            label={t('privacy.breach.whatHappened')}
            description={t('privacy.breach.whatHint')}
            autosize
            minRows={3}
            maxLength={8000}
            required
            withAsterisk={false}
            value={whatHappened}
            onChange={(event) => setWhatHappened(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('privacy.breach.categories')}
            value={[...categories]}
            onChange={(chosen) => setCategories(BREACH_CATEGORIES.filter((category) => chosen.includes(category)))}
          >
            <Stack gap="xs" mt={4}>
              {BREACH_CATEGORIES.map((category) => (
                <Checkbox key={category} value={category} label={labels.words(BREACH_CATEGORY_LABELS[category])} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            label={t('privacy.breach.personsAffected')}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            hideControls
            value={personsAffected ?? ''}
            onChange={(count) => setPersonsAffected(typeof count === 'number' ? count : null)}
          />
          <Checkbox
            label={t('privacy.breach.isHighRisk')}
            description={t('privacy.breach.highRiskHint')}
            checked={highRisk}
            onChange={(event) => setHighRisk(event.currentTarget.checked)}
          />
          <LabelledDate
            id="discovered"
            label={t('privacy.breach.discoveredAt')}
            value={discoveredAt}
            onChange={setDiscoveredAt}
          />
          <DialogButtons
            submit={t('privacy.breach.record')}
            isReady={isComplete}
            isSending={record.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
