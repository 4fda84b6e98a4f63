import { Autocomplete, Checkbox, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { workloadControllerRead } from '#client/sdk.gen.js';
import type { StuckAction } from '#domain/stuck-actions.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import type { StuckCase, StuckCause, Workload } from '../api/work-answers.js';
import { LabelledDate } from '../dates/LabelledDate.js';
import { languageChoices } from '../reports/countries.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { ReasonField } from '../ui/ReasonField.js';
import { isComplete, takeAction, type StuckOrder, type StuckReceipt } from './stuck-orders.js';

interface Props {
  readonly item: StuckCase;
  readonly cause: StuckCause;
  readonly action: StuckAction;
  readonly onDone: (receipt: StuckReceipt) => void;
  readonly onClose: () => void;
}

/** What will happen, then why: the reason is kept with the act. */
export function StuckActionDialog({ item, cause, action, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { language } = cause.params;
  const [order, setOrder] = useState<StuckOrder>({
    reason: '',
    assignee: '',
    until: null,
    language: typeof language === 'string' ? language : '',
    interpreter: '',
    independent: true,
  });
  const put = (change: Partial<StuckOrder>) => setOrder({ ...order, ...change });
  const take = useSentOnce((key) => takeAction(action, item.caseId, cause, order, key), onDone);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isComplete(action, order)) take.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${item.caseNumber}: ${t(`stuck.do.${action}`)}`}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Text fw={600}>{labels.words(cause.sentence)}</Text>
            <Text c="dimmed">{t(`stuck.effect.${action}`)}</Text>
          </div>
          {take.error !== null && <Failure reason={take.error} />}
          {action === 'reassign' && (
            <Assignee province={item.province} value={order.assignee} onChange={(assignee) => put({ assignee })} />
          )}
          {(action === 'hold' || action === 'set-quorum-date') && (
            <LabelledDate
              id="until"
              label={t(action === 'hold' ? 'stuck.until' : 'stuck.meetingAt')}
              value={order.until}
              onChange={(until) => put({ until })}
            />
          )}
          {action === 'add-interpreter' && <Interpreter order={order} onChange={put} />}
          <ReasonField value={order.reason} onChange={(reason) => put({ reason })} />
          <DialogButtons
            submit={t(`stuck.do.${action}`)}
            isReady={isComplete(action, order)}
            isSending={take.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

interface AssigneeProps {
  readonly province: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Those who already work in the province are offered, the emptiest hands first. */
function Assignee({ province, value, onChange }: AssigneeProps) {
  const { t } = useTranslation();
  const workload = useQuery({
    queryKey: ['workload', province],
    queryFn: () => answerOf<Workload>(workloadControllerRead({ query: { province } })),
  });
  const persons = [...(workload.data?.persons ?? [])].sort((a, b) => a.open - b.open);
  return (
    <Autocomplete
      label={t('stuck.assignee')}
      description={t('stuck.assigneeHint')}
      autoCapitalize="none"
      data={[...new Set(persons.flatMap(({ username }) => username ?? []))]}
      renderOption={({ option }) => {
        const open = persons.find(({ username }) => username === option.value)?.open ?? 0;
        return `${option.value} · ${t('stuck.openTasks', { count: open })}`;
      }}
      value={value}
      onChange={onChange}
    />
  );
}

interface InterpreterProps {
  readonly order: StuckOrder;
  readonly onChange: (change: Partial<StuckOrder>) => void;
}

function Interpreter({ order, onChange }: InterpreterProps) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <NativeSelect
        label={t('person.language')}
        value={order.language}
        onChange={(event) => onChange({ language: event.currentTarget.value })}
        data={[{ value: '', label: t('common.choose') }, ...languageChoices(i18n.language)]}
      />
      <TextInput
        label={t('stuck.interpreter')}
        maxLength={200}
        value={order.interpreter}
        onChange={(event) => onChange({ interpreter: event.currentTarget.value })}
      />
      <Checkbox
        label={t('stuck.independent')}
        checked={order.independent}
        onChange={(event) => onChange({ independent: event.currentTarget.checked })}
      />
    </>
  );
}
