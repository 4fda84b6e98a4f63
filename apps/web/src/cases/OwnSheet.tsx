import { Button, NativeSelect } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PapersControllerSheetData } from '#client/types.gen.js';

type SheetLanguage = NonNullable<NonNullable<PapersControllerSheetData['query']>['language']>;

/** Each language's name in itself: she can point at the one she reads. Browsers leave out Lao, Burmese and Khmer. */
const OWN_NAMES = {
  th: 'ไทย',
  en: 'English',
  lo: 'ລາວ',
  my: 'မြန်မာ',
  km: 'ខ្មែរ',
  vi: 'Tiếng Việt',
  zh: '中文',
} as const satisfies Readonly<Record<SheetLanguage, string>>;
const LANGUAGES = Object.keys(OWN_NAMES) as SheetLanguage[];

/** The sheet that she may keep: her rights, what happens next, whom to call. It names nobody. */
export function OwnSheet({ caseId, spoken }: { readonly caseId: string; readonly spoken: string | null }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<SheetLanguage>(LANGUAGES.find((known) => known === spoken) ?? 'th');
  return (
    <section aria-labelledby="own-sheet">
      <NativeSelect
        id="own-sheet"
        label={t('ownSheet.title')}
        description={t('ownSheet.text')}
        value={language}
        onChange={(event) => {
          const chosen = LANGUAGES.find((known) => known === event.currentTarget.value);
          if (chosen !== undefined) setLanguage(chosen);
        }}
        data={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value], lang: value }))}
        mb="xs"
      />
      <Button
        component="a"
        href={`/v1/cases/${caseId}/own-sheet?language=${language}`}
        target="_blank"
        rel="noopener"
        variant="default"
        fullWidth
        leftSection={<IconFileText size={18} aria-hidden />}
      >
        {t('ownSheet.open')}
      </Button>
    </section>
  );
}
