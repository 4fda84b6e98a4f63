import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BigChoice } from './BigChoice.js';
import { countryChoices, languageChoices, STATELESS, UNKNOWN_COUNTRY, usualLanguageOf } from './countries.js';
import { PLACE_TYPES, type PersonDraft } from './report-draft.js';
import styles from './QuickReport.module.css';
import { WhenChoice } from './WhenChoice.js';
import { lazily } from '../ui/lazily.js';

const HomecomingFields = lazily(() => import('./HomecomingFields.js').then((m) => m.HomecomingFields));

/** Not `lazily`: every report shows it, and it needs none of the other pages' styles. */
const ReportPhotos = lazy(() => import('./ReportPhotos.js').then((m) => ({ default: m.ReportPhotos })));

interface Props {
  readonly index: number;
  readonly person: PersonDraft;
  /** Rescued abroad and on the way: papers and the home province are asked as well. */
  readonly comesHome: boolean;
  readonly canRemove: boolean;
  /** The words beside what is missing, by the field's name. */
  readonly errorOf: (field: 'nationality' | 'language' | 'ageStatement' | 'inCustody') => string | undefined;
  readonly onChange: (person: PersonDraft) => void;
  readonly onRemove: () => void;
  readonly isBusy: boolean;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onPhotos: (change: (photos: PersonDraft['photos']) => PersonDraft['photos']) => void;
}

export function PersonFields(props: Props) {
  const { index, person, comesHome, canRemove, errorOf, onChange, onRemove, isBusy, onBusy, onPhotos } = props;
  const { t, i18n } = useTranslation();
  const id = `person-${index}`;
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const languages = useMemo(() => languageChoices(i18n.language), [i18n.language]);
  const put = (changes: Partial<PersonDraft>) => onChange({ ...person, ...changes });
  return (
    <fieldset className={styles.person}>
      <legend className={styles.personTitle}>{t('report.person', { number: index + 1 })}</legend>
      <Stack gap="md">
        <NativeSelect
          id={`${id}-nationality`}
          label={t('report.nationality')}
          size="md"
          error={errorOf('nationality')}
          value={person.nationality}
          onChange={(event) => {
            const nationality = event.currentTarget.value;
            put({ nationality, language: usualLanguageOf(nationality) || person.language });
          }}
          data={[
            { value: '', label: t('common.choose') },
            { group: t('report.commonCountries'), items: [...countries.common] },
            {
              group: t('report.notClear'),
              items: [
                { value: UNKNOWN_COUNTRY, label: t('person.unknownNationality') },
                { value: STATELESS, label: t('person.stateless') },
              ],
            },
            { group: t('report.otherCountries'), items: [...countries.others] },
          ]}
        />
        <NativeSelect
          id={`${id}-language`}
          label={t('report.language')}
          size="md"
          error={errorOf('language')}
          value={person.language}
          onChange={(event) => put({ language: event.currentTarget.value })}
          data={[{ value: '', label: t('common.choose') }, ...languages]}
        />
        <BigChoice
          id={`${id}-ageStatement`}
          label={t('report.age')}
          hint={t('report.ageHint')}
          value={person.ageStatement}
          error={errorOf('ageStatement')}
          onChange={(ageStatement) => put({ ageStatement })}
          options={[
            { value: 'adult', label: t('report.adult') },
            { value: 'child', label: t('report.child') },
            { value: 'unsure', label: t('report.unsure') },
          ]}
        />
        <BigChoice
          id={`${id}-inCustody`}
          label={t('report.inCustody')}
          hint={t('report.inCustodyHint')}
          value={person.inCustody === false ? 'no' : person.placeType}
          error={errorOf('inCustody')}
          onChange={(answer) =>
            put(answer === 'no' ? { inCustody: false, placeType: null } : { inCustody: true, placeType: answer })
          }
          options={[
            { value: 'no', label: t('report.notTaken') },
            ...PLACE_TYPES.map((type) => ({ value: type, label: t(`report.places.${type}`) })),
          ]}
        />
        {person.inCustody === true && (
          <WhenChoice
            id={`${id}-custodySince`}
            label={t('report.custodySince')}
            hint={t('report.custodySinceHint')}
            value={person.custodySince}
            onChange={(custodySince) => put({ custodySince })}
          />
        )}
        {comesHome && (
          <Suspense fallback={null}>
            <HomecomingFields id={id} person={person} onChange={put} />
          </Suspense>
        )}
        <Suspense fallback={null}>
          <ReportPhotos
            id={`${id}-photos`}
            number={index + 1}
            photos={person.photos}
            onBusy={onBusy}
            onChange={onPhotos}
          />
        </Suspense>
        <details>
          <summary className={styles.more}>{t('report.more')}</summary>
          <Stack gap="md" mt="sm">
            <TextInput
              id={`${id}-name`}
              label={t('report.name')}
              size="md"
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              value={person.name}
              onChange={(event) => put({ name: event.currentTarget.value })}
            />
            <BigChoice
              id={`${id}-sex`}
              label={t('person.sex')}
              value={person.sex}
              onChange={(sex) => put({ sex })}
              options={(['female', 'male', 'other', 'unknown'] as const).map((sex) => ({
                value: sex,
                label: t(`person.sexOf.${sex}`),
              }))}
            />
          </Stack>
        </details>
        {canRemove && (
          <Button size="md" variant="subtle" color="red" disabled={isBusy} onClick={onRemove}>
            {t('report.removePerson', { number: index + 1 })}
          </Button>
        )}
      </Stack>
    </fieldset>
  );
}
