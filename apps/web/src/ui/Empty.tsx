import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: Icon;
  readonly title: string;
  /** What would appear here, and when. */
  readonly text: string;
  readonly children?: ReactNode;
}

export function Empty({ icon: Icon, title, text, children }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <ThemeIcon size={64} radius="xl" variant="light">
        <Icon size={34} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={2} size="h4" ta="center" mt="xs">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={460}>
        {text}
      </Text>
      {children}
    </Stack>
  );
}
