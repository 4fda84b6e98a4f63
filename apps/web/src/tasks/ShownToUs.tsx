import { Paper, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** For whoever is asked for a task and reads no case: what of it is before her, and what is kept from her. */
export function ShownToUs() {
  const { t } = useTranslation();
  return (
    <Paper withBorder radius="lg" p="md" mt="md" component="section" aria-label={t('shownToUs.title')}>
      <Text>
        <IconEye size={18} aria-hidden style={{ verticalAlign: '-3px' }} /> <b>{t('shownToUs.shownTitle')}</b>{' '}
        {t('shownToUs.shown')}
      </Text>
      <Text mt="xs">
        <IconEyeOff size={18} aria-hidden style={{ verticalAlign: '-3px' }} /> <b>{t('shownToUs.hiddenTitle')}</b>{' '}
        {t('shownToUs.hidden')}
      </Text>
    </Paper>
  );
}
