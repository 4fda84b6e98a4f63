import { Button, List, Modal, Stack, Text } from '@mantine/core';
import { IconAlarm } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { emergencyAccessControllerOpen } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { holdsAny, may, useMe } from '../auth/session-context.js';
import { useSteppedAct } from '../auth/use-step-up.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { Failure } from '../ui/Failure.js';
import { ReasonField } from '../ui/ReasonField.js';

/** As the API asks for it. */
const SHORTEST_REASON = 20;

interface Props {
  /** The id of a case that is not shown to her, or the number she was told. */
  readonly reference: string;
}

/** Where a case is not hers to see: what she may do when somebody is in danger, with what follows said before. */
export function EmergencyAccess({ reference }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!may(me, 'case.break-glass') || holdsAny(me, 'administrator')) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconAlarm size={18} aria-hidden />}
        onClick={() => setOpen(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('emergency.start')}
      </Button>
      {isOpen && <EmergencyDialog reference={reference} onClose={() => setOpen(false)} />}
    </>
  );
}

function EmergencyDialog({ reference, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { act, failure, isActing, dialog } = useSteppedAct();
  const idempotencyKey = useRef(crypto.randomUUID());
  const isComplete = reason.trim().length >= SHORTEST_REASON;
  const open = async () => {
    const { caseId } = await answerOf<{ caseId: string }>(
      emergencyAccessControllerOpen({
        path: { id: reference },
        body: { reason },
        headers: { 'Idempotency-Key': idempotencyKey.current },
      }),
    );
    await client.invalidateQueries({ queryKey: ['case', caseId] });
    void navigate(`/cases/${caseId}`);
    onClose();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isComplete) void act(open);
  };
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        closeOnEscape={dialog === null}
        title={t('emergency.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text fw={600}>{t('emergency.when')}</Text>
            <List spacing="xs">
              <List.Item>{t('emergency.hour')}</List.Item>
              <List.Item>{t('emergency.told')}</List.Item>
              <List.Item>{t('emergency.kept')}</List.Item>
            </List>
            {failure !== null && <Failure reason={failure} />}
            <ReasonField
              value={reason}
              onChange={setReason}
              hint={t('emergency.reasonHint', { least: SHORTEST_REASON })}
              rows={3}
            />
            <DialogButtons
              submit={t('emergency.go')}
              isReady={isComplete}
              isSending={isActing}
              onClose={onClose}
              color="red.9"
            />
          </Stack>
        </form>
      </Modal>
      {dialog}
    </>
  );
}
