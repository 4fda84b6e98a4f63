import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function PageLoading() {
  const { t } = useTranslation();
  return (
    <Stack gap="md" p="md" role="status" aria-label={t('common.loading')}>
      <Skeleton height={34} width="45%" />
      <Skeleton height={88} />
      <Skeleton height={88} />
      <Skeleton height={88} width="80%" />
    </Stack>
  );
}
