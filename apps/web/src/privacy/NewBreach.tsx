import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { breachesControllerRecord } from '#client/sdk.gen.js';
import { BREACH_CATEGORIES, type BreachCategory } from '#domain/breach.js';
import { BREACH_CATEGORY_LABELS } from '#domain/texts/breach-notice.js';
import { answerOf } from '../api/request.js';
import { DateField } from '../dates/DateField.js';
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
  const idempotencyKey = useRef(crypto.randomUUID());
  const record = useMutation({
    mutationFn: () =>
      answerOf<{ officeDueAt: string }>(
        breachesControllerRecord({
          headers: { 'Idempotency-Key': idempotencyKey.current },
          body: {
            whatHappened: whatHappened.trim(),
            categories: [...categories],
            personsAffected: personsAffected ?? 0,
            highRisk,
            discoveredAt: discoveredAt ?? '',
          },
        }),
      ),
    onSuccess: ({ officeDueAt }) => {
      void queries.invalidateQueries({ queryKey: ['privacy', 'breaches'] });
      onRecorded(officeDueAt);
    },
    // What was refused is asked anew, as a request of its own.
    onError: () => (idempotencyKey.current = crypto.randomUUID()),
  });
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
          <div>
            <Text fw={500} size="sm" mb={4}>
              {t('privacy.breach.discoveredAt')}
            </Text>
            <DateField
              id="discovered"
              label={t('privacy.breach.discoveredAt')}
              withTime
              value={discoveredAt}
              onChange={setDiscoveredAt}
            />
          </div>
          <Group gap="sm">
            <Button type="submit" size="md" disabled={!isComplete} loading={record.isPending}>
              {t('privacy.breach.record')}
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
