import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  accountsControllerChange,
  accountsControllerEndSessions,
  accountsControllerList,
  accountsControllerStartActivation,
} from '#client/sdk.gen.js';
import type { Role } from '#domain/roles.js';
import type { Account, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import styles from '../cases/CaseList.module.css';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { AccountActDialog, type AccountAct } from './AccountActDialog.js';
import { AccountRolesDialog } from './AccountRolesDialog.js';
import { Agencies } from './Agencies.js';
import { NewAccount } from './NewAccount.js';
import { useStepUp } from '../auth/use-step-up.js';

interface Asked {
  readonly account: Account;
  readonly act: AccountAct;
}

interface Activation {
  readonly username: string;
  readonly code: string;
  readonly expiresAt: string;
}

/** Who may do what. An administrator never knows a password: a code lets the person choose her own. */
export function UsersPage() {
  const { t } = useTranslation();
  const settings = usePreferences();
  const queries = useQueryClient();
  const { run, dialog } = useStepUp();
  const [isMaking, setMaking] = useState(false);
  const [activation, setActivation] = useState<Activation | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [changing, setChanging] = useState<Account | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: () => answerOf<Page<Account>>(accountsControllerList({ query: { limit: 100 } })),
  });
  const act = async (what: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await run(what);
      await queries.invalidateQueries({ queryKey: ['accounts'] });
    } catch (reason) {
      setFailure(reason);
    }
  };
  const startActivation = ({ id, username }: Account) =>
    act(async () => {
      const started = await answerOf<Omit<Activation, 'username'>>(accountsControllerStartActivation({ path: { id } }));
      setActivation({ username, ...started });
    });
  const change = ({ id, revision }: Account, body: { readonly disabled: boolean } | { readonly roles: Role[] }) =>
    act(() => answerOf(accountsControllerChange({ path: { id }, body, headers: { 'If-Match': `"${revision}"` } })));
  const confirm = ({ account, act: what }: Asked) => {
    setAsked(null);
    if (what === 'endSessions') void endSessions(account);
    else void change(account, { disabled: true });
  };
  const endSessions = ({ id }: Account) => act(() => answerOf(accountsControllerEndSessions({ path: { id } })));

  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h2">
          {t('users.title')}
        </Title>
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
          {t('users.new')}
        </Button>
      </Group>
      {failure !== null && <Failure reason={failure} />}
      {activation !== null && (
        <Paper withBorder radius="lg" p="md" mb="md" role="status">
          <Text>{t('users.activation', { name: activation.username })}</Text>
          <Text fw={700} size="xl">
            {activation.code}
          </Text>
          <Text size="sm" c="dimmed">
            {t('users.activationHint', { at: showDate(activation.expiresAt, settings) })}
          </Text>
        </Paper>
      )}
      {accounts.isPending && <PageLoading />}
      {accounts.isError && <Failure reason={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data !== undefined && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('users.title')}>
          <Table verticalSpacing="sm" className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('users.person')}</Table.Th>
                <Table.Th>{t('users.agency')}</Table.Th>
                <Table.Th>{t('users.roles')}</Table.Th>
                <Table.Th>{t('users.state')}</Table.Th>
                <Table.Th>{t('users.acts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {accounts.data.items.map((account) => (
                <Row
                  key={account.id}
                  account={account}
                  onActivate={() => void startActivation(account)}
                  onAsk={(what) => setAsked({ account, act: what })}
                  onEnable={() => void change(account, { disabled: false })}
                  onRoles={() => setChanging(account)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Agencies />
      {isMaking && (
        <NewAccount
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setActivation(made);
            void queries.invalidateQueries({ queryKey: ['accounts'] });
          }}
        />
      )}
      {asked !== null && (
        <AccountActDialog {...asked} onConfirm={() => confirm(asked)} onClose={() => setAsked(null)} />
      )}
      {changing !== null && (
        <AccountRolesDialog
          account={changing}
          onChange={(roles) => {
            setChanging(null);
            void change(changing, { roles: [...roles] });
          }}
          onClose={() => setChanging(null)}
        />
      )}
      {dialog}
    </>
  );
}

interface RowProps {
  readonly account: Account;
  readonly onActivate: () => void;
  readonly onAsk: (act: AccountAct) => void;
  readonly onEnable: () => void;
  readonly onRoles: () => void;
}

function Row({ account, onActivate, onAsk, onEnable, onRoles }: RowProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const isDisabled = account.disabledAt !== null;
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{account.displayName}</Text>
        <Text size="sm" c="dimmed">
          {account.username}
        </Text>
      </Table.Td>
      <Table.Td>
        {account.agency}
        {account.province !== null && ` · ${labels.province(account.province)}`}
      </Table.Td>
      <Table.Td>{account.roles.map(labels.role).join(', ')}</Table.Td>
      <Table.Td>
        <Stack gap={4} align="start">
          <Badge variant={isDisabled ? 'outline' : 'light'} color={isDisabled ? 'red' : 'bridge'}>
            {isDisabled ? t('users.disabled') : account.canSignIn ? t('users.active') : t('users.notYet')}
          </Badge>
          {account.hasSecondFactor && <Badge variant="outline">{t('users.secondFactor')}</Badge>}
        </Stack>
      </Table.Td>
      <Table.Td>
        {account.username === me.username ? (
          <Text size="sm" c="dimmed">
            {t('users.yourself')}
          </Text>
        ) : (
          <Group gap="xs">
            <Button size="compact-md" variant="default" onClick={onRoles}>
              {t('users.changeRoles')}
            </Button>
            <Button size="compact-md" variant="default" onClick={onActivate} disabled={isDisabled}>
              {t('users.activate')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => onAsk('endSessions')}>
              {t('users.endSessions')}
            </Button>
            {isDisabled ? (
              <Button size="compact-md" variant="subtle" onClick={onEnable}>
                {t('users.enable')}
              </Button>
            ) : (
              <Button size="compact-md" variant="subtle" color="red" onClick={() => onAsk('disable')}>
                {t('users.disable')}
              </Button>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
