import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { provincesIn } from '../places/provinces.js';
import { BigChoice } from './BigChoice.js';
import { TRAVEL_DOCUMENTS, type PersonDraft } from './report-draft.js';

interface Props {
  readonly id: string;
  readonly person: PersonDraft;
  readonly onChange: (changes: Partial<PersonDraft>) => void;
}

/** What the airport and the home province ask of somebody who comes home. */
export function HomecomingFields({ id, person, onChange }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <BigChoice
        id={`${id}-travelDocument`}
        label={t('abroad.document')}
        value={person.travelDocument}
        onChange={(travelDocument) => onChange({ travelDocument })}
        options={TRAVEL_DOCUMENTS.map((document) => ({ value: document, label: t(`abroad.documents.${document}`) }))}
      />
      {person.travelDocument === 'passport' && (
        <TextInput
          id={`${id}-passportNumber`}
          label={t('person.passport')}
          size="md"
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          value={person.passportNumber}
          onChange={(event) => onChange({ passportNumber: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        id={`${id}-homeProvince`}
        label={t('person.homeProvince')}
        size="md"
        value={person.homeProvince}
        onChange={(event) => onChange({ homeProvince: event.currentTarget.value })}
        data={[
          { value: '', label: t('common.choose') },
          ...provincesIn(i18n.language).map(({ code, th, en }) => ({
            value: code,
            label: i18n.language === 'th' ? th : en,
          })),
        ]}
      />
    </>
  );
}
