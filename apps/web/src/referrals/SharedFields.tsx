import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SharedField } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';

/** What a receiver sees of her: for the receiver itself, and for who looks before she sends. The same words. */
export function SharedFields({ fields }: { readonly fields: readonly SharedField[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Stack gap="xs" component="dl" m={0}>
      {fields.map(({ field, values }) => (
        <div key={field}>
          <Text component="dt" fw={600}>
            {t(`referral.field.${field}`)}
          </Text>
          {values.length === 0 && (
            <Text component="dd" m={0} fs="italic">
              {t('referral.notRecorded')}
            </Text>
          )}
          {values.map(({ title, text }, index) => (
            <Text key={index} component="dd" m={0} style={{ whiteSpace: 'pre-wrap' }}>
              {title === null ? '' : `${labels.words(title)}: `}
              {labels.words(text)}
            </Text>
          ))}
        </div>
      ))}
    </Stack>
  );
}
