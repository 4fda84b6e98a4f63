import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { referralsControllerReadShared } from '#client/sdk.gen.js';
import type { Referral, SharedField } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { SharedFields } from './SharedFields.js';

/** Asked for with a click, each time: it stands on the audit, and screens stand in shared rooms. */
export function SharedWithUs({ referral }: { readonly referral: Referral }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const shared = useQuery({
    queryKey: ['shared-fields', referral.id],
    enabled: isShown,
    gcTime: 0,
    retry: false,
    queryFn: () =>
      answerOf<{ readonly fields: readonly SharedField[] }>(
        referralsControllerReadShared({ path: { id: referral.id } }),
      ),
  });
  const isGranted = referral.state === 'sent' || referral.state === 'accepted';
  if (!isGranted || referral.sharedFields.length === 0) return null;
  return (
    <>
      <Button
        mt="xs"
        size="compact-md"
        variant="subtle"
        aria-expanded={isShown}
        leftSection={isShown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? t('person.cover') : t('requests.showShared')}
      </Button>
      {isShown && shared.isPending && <PageLoading />}
      {isShown && shared.isError && <Failure reason={shared.error} />}
      {isShown && shared.isSuccess && <SharedFields fields={shared.data.fields} />}
    </>
  );
}
