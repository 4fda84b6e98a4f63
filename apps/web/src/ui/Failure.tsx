import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/request.js';
import { wordsIn } from '../i18n/i18n.js';

interface Props {
  readonly reason: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong and what to do next: the API's own words, or that nobody answers. */
export function Failure({ reason, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  const isRefusal = reason instanceof Refusal;
  const text = isRefusal ? wordsIn(i18n.language, reason.problem.details) : t('common.unreachable');
  const Icon = isRefusal ? IconAlertTriangle : IconWifiOff;
  return (
    <Alert color="red" variant="light" icon={<Icon aria-hidden />} role="alert">
      <Text>{text}</Text>
      {isRefusal && reason.problem.requestId !== undefined && (
        <Text size="xs" mt={4}>
          {t('common.requestId', { id: reason.problem.requestId })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button variant="default" size="sm" mt="sm" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </Alert>
  );
}
