import { Tabs, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { may, useMe } from '../auth/session-context.js';
import { BreachRegister } from './BreachRegister.js';
import { EmergencyAccesses } from './EmergencyAccesses.js';
import { RetentionReview } from './RetentionReview.js';
import { SubjectRequests } from './SubjectRequests.js';

/** The duties to the persons whom the data is about (PDPA): their requests, the end of retention, breaches. */
export function PrivacyPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { value: 'requests', isOffered: may(me, 'subject-request.list'), panel: <SubjectRequests /> },
    { value: 'retention', isOffered: may(me, 'retention.review'), panel: <RetentionReview /> },
    { value: 'emergency', isOffered: may(me, 'emergency-access.review'), panel: <EmergencyAccesses /> },
    { value: 'breaches', isOffered: may(me, 'breach.record'), panel: <BreachRegister /> },
  ] as const;
  const offered = tabs.filter(({ isOffered }) => isOffered);
  const shown = offered.find(({ value }) => value === params.get('tab')) ?? offered[0];
  return (
    <>
      <Title order={1} size="h2">
        {t('privacy.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('privacy.text')}
      </Text>
      <Tabs
        value={shown?.value ?? null}
        onChange={(tab) => setParams(tab === null ? {} : { tab }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {offered.map(({ value }) => (
            <Tabs.Tab key={value} value={value}>
              {t(`privacy.tabs.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {offered.map(({ value, panel }) => (
          <Tabs.Panel key={value} value={value}>
            {panel}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
