import { Anchor, Badge, Button, Code, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  secondFactorControllerBegin,
  secondFactorControllerConfirm,
  secondFactorControllerRemove,
  secondFactorControllerRenew,
} from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { useMe } from '../auth/session-context.js';
import { useSteppedAct } from '../auth/use-step-up.js';
import { Failure } from '../ui/Failure.js';
import { QrCode } from './QrCode.js';
import { RecoveryCodes } from './RecoveryCodes.js';

interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

interface Codes {
  readonly recoveryCodes: readonly string[];
}

/** Setting up an authenticator: its secret and the recovery codes are seen once, here, and never again. */
export function SecondFactorCard() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { mfa } = useMe();
  const { act, failure, isActing, dialog } = useSteppedAct();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [code, setCode] = useState('');
  const isEnrolled = mfa?.enrolled === true;
  const knowAnew = () => queries.refetchQueries({ queryKey: ['me'] });
  const begin = async () => setEnrolment(await answerOf<Enrolment>(secondFactorControllerBegin()));
  const confirm = async () => {
    const { recoveryCodes } = await answerOf<Codes>(secondFactorControllerConfirm({ body: { code: code.trim() } }));
    setEnrolment(null);
    setCode('');
    setCodes(recoveryCodes);
  };
  const renew = async () => setCodes((await answerOf<Codes>(secondFactorControllerRenew())).recoveryCodes);
  const remove = async () => {
    await answerOf(secondFactorControllerRemove());
    await knowAnew();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act(confirm);
  };
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-labelledby="second-factor">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="second-factor">
          {t('secondFactor.title')}
        </Title>
        <Badge variant={isEnrolled ? 'light' : 'outline'}>
          {t(isEnrolled ? 'secondFactor.on' : 'secondFactor.off')}
        </Badge>
      </Group>
      <Stack gap="md" align="start">
        {failure !== null && <Failure reason={failure} />}
        {codes !== null ? (
          <RecoveryCodes
            codes={codes}
            onKept={() => {
              setCodes(null);
              void knowAnew();
            }}
          />
        ) : enrolment !== null ? (
          <form onSubmit={submit}>
            <Stack gap="md" align="start">
              <Text>{t('secondFactor.secretText')}</Text>
              <QrCode text={enrolment.uri} label={t('secondFactor.qr')} />
              <div>
                <Text size="sm" fw={600}>
                  {t('secondFactor.secret')}
                </Text>
                <Code fz="lg">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</Code>
              </div>
              <Anchor href={enrolment.uri}>{t('secondFactor.onThisPhone')}</Anchor>
              <TextInput
                label={t('secondFactor.firstCode')}
                inputMode="numeric"
                autoComplete="one-time-code"
                size="md"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <Button type="submit" size="md" loading={isActing} disabled={code.trim().length !== 6}>
                {t('secondFactor.confirm')}
              </Button>
            </Stack>
          </form>
        ) : isEnrolled ? (
          <Group gap="sm">
            <Button variant="default" loading={isActing} onClick={() => void act(renew)}>
              {t('secondFactor.renew')}
            </Button>
            {!mfa.required && (
              <Button variant="subtle" color="red" loading={isActing} onClick={() => void act(remove)}>
                {t('secondFactor.remove')}
              </Button>
            )}
          </Group>
        ) : (
          <>
            <Text c="dimmed">{t('secondFactor.text')}</Text>
            <Button size="md" loading={isActing} onClick={() => void act(begin)}>
              {t('secondFactor.begin')}
            </Button>
          </>
        )}
      </Stack>
      {dialog}
    </Paper>
  );
}
