import { Button, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Person } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDay } from '../dates/show-date.js';
import { languageNames } from '../i18n/language-name.js';
import { useLabels } from '../ui/labels.js';
import styles from './CasePage.module.css';

/** Who she is. Names and numbers stay covered until somebody asks to see them: screens stand in shared rooms. */
export function PersonCard({ person }: { readonly person: Person }) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const [isShown, setShown] = useState(false);
  const cover = (text: string | null | undefined) => (text ? (isShown ? text : '••••••') : null);
  const region = new Intl.DisplayNames([i18n.language], { type: 'region' });
  const tongue = languageNames(i18n.language);
  // Thai order: given name, then family name, as she is called.
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ');
  const rows: readonly (readonly [string, string | null])[] = [
    [t('person.name'), cover(name)],
    [t('person.alias'), cover(person.alias)],
    [t('person.sex'), person.sex === null ? null : t(`person.sexOf.${sexOf(person.sex)}`)],
    [t('person.born'), person.bornOn === null ? null : isShown ? showDay(person.bornOn, settings) : '••••••'],
    [t('person.nationality'), person.nationality === null ? null : nationalityName(region, person.nationality, t)],
    [t('person.language'), person.language === null ? null : tongue(person.language)],
    [t('person.nationalId'), cover(person.nationalId)],
    [t('person.passport'), cover(person.passportNumber)],
    [t('person.phone'), cover(person.phone)],
    [t('person.homeProvince'), person.homeProvince === null ? null : labels.province(person.homeProvince)],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {rows.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {rows.every(([, value]) => value === null || value === '') && <Text c="dimmed">{t('person.nothing')}</Text>}
      <Button
        mt="xs"
        size="compact-md"
        variant="subtle"
        aria-pressed={isShown}
        leftSection={isShown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? t('person.cover') : t('person.show')}
      </Button>
    </>
  );
}

function sexOf(sex: string): 'female' | 'male' | 'other' | 'unknown' {
  return sex === 'female' || sex === 'male' || sex === 'other' ? sex : 'unknown';
}

function nationalityName(region: Intl.DisplayNames, code: string, t: TFunction): string {
  if (code === 'XX') return t('person.stateless');
  if (code === 'ZZ') return t('person.unknownNationality');
  return region.of(code) ?? code;
}
