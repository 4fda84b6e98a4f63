import { Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" role="status">
      <Text>{t('secondFactor.recoveryText')}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" component="ul" p={0} m={0}>
        {codes.map((code) => (
          <Code key={code} component="li" fz="md" style={{ listStyle: 'none' }}>
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group gap="sm">
        <Button variant="default" onClick={() => print()}>
          {t('common.print')}
        </Button>
        <Button onClick={onKept}>{t('secondFactor.kept')}</Button>
      </Group>
    </Stack>
  );
}
