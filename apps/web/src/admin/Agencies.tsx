import { Button, Modal, Table, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agenciesControllerDecide, agenciesControllerList } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { useStepUp } from '../auth/use-step-up.js';
import styles from '../cases/CaseList.module.css';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';

interface AgencySettings {
  readonly agency: string;
  readonly accounts: number;
  readonly keepsOffline: boolean;
}

/** What each agency has decided for the devices of its people. */
export function Agencies() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { run, dialog } = useStepUp();
  const [ending, setEnding] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const agencies = useQuery({
    queryKey: ['agencies'],
    queryFn: () => answerOf<{ readonly items: readonly AgencySettings[] }>(agenciesControllerList()),
  });
  const decide = async (agency: string, keepsOffline: boolean) => {
    setFailure(null);
    setEnding(null);
    try {
      await run(() => answerOf(agenciesControllerDecide({ path: { agency }, body: { keepsOffline } })));
      await queries.invalidateQueries({ queryKey: ['agencies'] });
    } catch (reason) {
      setFailure(reason);
    }
  };
  return (
    <section aria-labelledby="agencies">
      <Title order={2} size="h3" id="agencies" mt="xl" mb="xs">
        {t('agencies.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('agencies.text')}
      </Text>
      {failure !== null && <Failure reason={failure} />}
      {agencies.isPending && <PageLoading />}
      {agencies.isError && <Failure reason={agencies.error} onRetry={() => void agencies.refetch()} />}
      {agencies.data !== undefined && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('agencies.title')}>
          <Table verticalSpacing="sm" className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('users.agency')}</Table.Th>
                <Table.Th>{t('agencies.accounts')}</Table.Th>
                <Table.Th>{t('agencies.phones')}</Table.Th>
                <Table.Th>{t('users.acts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {agencies.data.items.map(({ agency, accounts, keepsOffline }) => (
                <Table.Tr key={agency} data-agency={agency}>
                  <Table.Td>{agency}</Table.Td>
                  <Table.Td>{accounts}</Table.Td>
                  <Table.Td>{t(keepsOffline ? 'agencies.keep' : 'agencies.keepNothing')}</Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${t(keepsOffline ? 'agencies.end' : 'agencies.allow')}: ${agency}`}
                      onClick={() => (keepsOffline ? setEnding(agency) : void decide(agency, true))}
                    >
                      {t(keepsOffline ? 'agencies.end' : 'agencies.allow')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={t('agencies.endTitle', { agency: ending })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <Text mb="md">{t('agencies.endText')}</Text>
        <Button color="red.9" fullWidth onClick={() => ending !== null && void decide(ending, false)}>
          {t('agencies.end')}
        </Button>
      </Modal>
      {dialog}
    </section>
  );
}
