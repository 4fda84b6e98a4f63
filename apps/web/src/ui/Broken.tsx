import { Button, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
}

/** A page that fails takes nothing else along: the way out, the menu and the outbox stay. */
export class UnlessBroken extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Title order={1} size="h3">
        {t('app.brokenTitle')}
      </Title>
      <Text my="md">{t('app.brokenText')}</Text>
      <Button onClick={() => location.reload()}>{t('common.retry')}</Button>
    </div>
  );
}
