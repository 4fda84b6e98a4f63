import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { provincesIn } from './provinces.js';

interface Props {
  /** What stands for all of them. */
  readonly all: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One province or all, in the order of the language. */
export function ProvinceFilter({ all, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      label={t('cases.province')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: all },
        ...provincesIn(i18n.language).map(({ code, th, en }) => ({
          value: code,
          label: i18n.language === 'th' ? th : en,
        })),
      ]}
    />
  );
}
