import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { ClockView } from '../api/answers.js';
import { holdsAny, may, useMe } from '../auth/session-context.js';
import { lazily } from '../ui/lazily.js';
import { useLabels } from '../ui/labels.js';

const ClockExtensionDialog = lazily(() => import('./ClockExtensionDialog.js').then((m) => m.ClockExtensionDialog));

interface Props {
  readonly clock: ClockView;
  readonly caseId: string;
  readonly caseNumber: string;
}

/** Offered only where the rule for this clock lets this person extend it. The stuck board opens it by its address. */
export function ExtendClock({ clock, caseId, caseNumber }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const isAsked = params.get('extend') === clock.id;
  const [isOpen, setOpen] = useState(isAsked);
  const { extension } = clock;
  if (extension === null || !may(me, 'clock.extend') || !holdsAny(me, ...extension.grantedBy)) return null;
  const close = () => {
    setOpen(false);
    if (!isAsked) return;
    const next = new URLSearchParams(params);
    next.delete('extend');
    setParams(next, { replace: true });
  };
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconCalendarPlus size={15} aria-hidden />}
        aria-label={t('clocks.extendOf', { clock: labels.words(clock.title), number: caseNumber })}
        onClick={() => setOpen(true)}
      >
        {t('clocks.extend')}
      </Button>
      <Suspense fallback={null}>
        {isOpen && (
          <ClockExtensionDialog
            clock={clock}
            extension={extension}
            caseId={caseId}
            caseNumber={caseNumber}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
