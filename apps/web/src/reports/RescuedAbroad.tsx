import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../dates/DateField.js';
import { BigChoice } from './BigChoice.js';
import { countryChoices } from './countries.js';
import styles from './QuickReport.module.css';
import { FOREIGN_FINDINGS, NEW_FOREIGN_FINDING, type ForeignFindingDraft } from './report-draft.js';
import { LongText } from './LongText.js';

interface Props {
  readonly value: ForeignFindingDraft | null;
  readonly errorOf: (field: 'agency' | 'country' | 'finding') => string | undefined;
  readonly onChange: (value: ForeignFindingDraft | null) => void;
}

/** What a foreign agency found, and when they arrive: evidence only, whatever that agency calls it. */
export function RescuedAbroad({ value, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <BigChoice
        id="isRescuedAbroad"
        label={t('abroad.ask')}
        hint={t('abroad.askHint')}
        value={value === null ? 'no' : 'yes'}
        onChange={(answer) => onChange(answer === 'yes' ? NEW_FOREIGN_FINDING : null)}
        options={[
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]}
      />
      {value !== null && <Found value={value} errorOf={errorOf} onChange={onChange} />}
    </Stack>
  );
}

function Found({ value, errorOf, onChange }: Props & { readonly value: ForeignFindingDraft }) {
  const { t, i18n } = useTranslation();
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const put = (changes: Partial<ForeignFindingDraft>) => onChange({ ...value, ...changes });
  const text = (name: 'agency' | 'flight', maxLength: number) => ({
    id: `rescuedAbroad-${name}`,
    label: t(`abroad.${name}`),
    size: 'md' as const,
    maxLength,
    autoComplete: 'off',
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) => put({ [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={styles.person}>
      <legend className={styles.personTitle}>{t('abroad.title')}</legend>
      <Stack gap="md">
        <TextInput {...text('agency', 200)} error={errorOf('agency')} />
        <NativeSelect
          id="rescuedAbroad-country"
          label={t('abroad.country')}
          size="md"
          error={errorOf('country')}
          value={value.country}
          onChange={(event) => put({ country: event.currentTarget.value })}
          data={[{ value: '', label: t('common.choose') }, ...countries.common, ...countries.others]}
        />
        <BigChoice
          id="rescuedAbroad-finding"
          label={t('abroad.finding')}
          hint={t('abroad.findingHint')}
          value={value.finding}
          error={errorOf('finding')}
          onChange={(finding) => put({ finding })}
          options={FOREIGN_FINDINGS.map((finding) => ({ value: finding, label: t(`abroad.findings.${finding}`) }))}
        />
        <LongText
          id="rescuedAbroad-statement"
          label={t('abroad.statement')}
          value={value.statement}
          onChange={(statement) => put({ statement })}
        />
        <TextInput {...text('flight', 40)} />
        <div>
          <Text fw={500} size="sm" mb={4}>
            {t('abroad.arrivesAt')}
          </Text>
          <DateField
            id="rescuedAbroad-arrivesAt"
            label={t('abroad.arrivesAt')}
            withTime
            value={value.arrivesAt}
            onChange={(arrivesAt) => put({ arrivesAt })}
          />
        </div>
      </Stack>
    </fieldset>
  );
}
