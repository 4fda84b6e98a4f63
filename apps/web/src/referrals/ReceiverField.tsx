import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agenciesControllerReceivers } from '#client/sdk.gen.js';
import type { Role } from '#domain/roles.js';
import { answerOf } from '../api/request.js';
import { useLabels } from '../ui/labels.js';

/** An agency at which somebody can answer a referral. */
interface Receiver {
  readonly agency: string;
  readonly provinces: readonly string[];
  readonly roles: readonly Role[];
}

interface Props {
  readonly value: string;
  readonly onChange: (agency: string) => void;
}

/** Chosen among the agencies at which somebody can answer; another may be typed, and is told to answer elsewhere. */
export function ReceiverField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const receivers = useQuery({
    queryKey: ['receivers'],
    queryFn: () => answerOf<{ readonly items: readonly Receiver[] }>(agenciesControllerReceivers()),
    staleTime: 60_000,
  });
  const known = receivers.data?.items ?? [];
  const found = known.find(({ agency }) => agency === value.trim());
  const told = (receiver: Receiver) =>
    [...receiver.roles.map(labels.role), ...receiver.provinces.map(labels.province)].join(' · ');
  const isFoundBy = (receiver: Receiver, typed: string) =>
    `${receiver.agency} ${told(receiver)}`.toLowerCase().includes(typed.trim().toLowerCase());
  const isNobodys = receivers.isSuccess && !known.some((receiver) => isFoundBy(receiver, value));
  const hint = found === undefined ? t(isNobodys ? 'referral.receiverUnknown' : 'referral.receiverHint') : told(found);
  return (
    <Autocomplete
      label={t('referral.receiver')}
      description={hint}
      autoCapitalize="none"
      spellCheck={false}
      value={value}
      onChange={onChange}
      data={known.map(({ agency }) => agency)}
      filter={({ options, search }) =>
        options.filter((option) => {
          const receiver = 'value' in option ? known.find(({ agency }) => agency === option.value) : undefined;
          return receiver !== undefined && isFoundBy(receiver, search);
        })
      }
      renderOption={({ option }) => {
        const receiver = known.find(({ agency }) => agency === option.value);
        return receiver === undefined ? option.value : `${receiver.agency}: ${told(receiver)}`;
      }}
    />
  );
}
