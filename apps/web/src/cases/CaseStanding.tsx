import { Badge, Group } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseCodes } from '#domain/case-codes.js';
import { languageNames } from '../i18n/language-name.js';

const INTERPRETER = {
  'not-needed': 'case.interpreter.notNeeded',
  needed: 'case.interpreter.needed',
  present: 'case.interpreter.present',
  none: 'case.interpreter.none',
} as const satisfies Readonly<Record<CaseCodes['interpreter'], ParseKeys>>;

const CONSENT = {
  'not-asked': 'case.consent.notAsked',
  given: 'case.consent.given',
  refused: 'case.consent.refused',
  'guardian-pending': 'case.consent.guardianPending',
  withdrawn: 'case.consent.withdrawn',
} as const satisfies Readonly<Record<CaseCodes['consent'], ParseKeys>>;

/** What whoever opens the file must know before she speaks with the person; for those who are shown her story. */
export function CaseStanding({ codes }: { readonly codes: CaseCodes }) {
  const { t, i18n } = useTranslation();
  const tongue = languageNames(i18n.language)(codes.language);
  return (
    <Group component="ul" gap="xs" mt={6} p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('case.standing')}>
      {codes.urgentMedicalNeed && <Item colour="red.9" text={t('case.urgentMedicalNeed')} isFilled />}
      {codes.custody !== 'none' && codes.custody !== 'ended' && <Item text={t('case.inCustody')} isFilled />}
      <Item text={t(codes.child ? 'case.child' : 'case.adult')} />
      <Item text={`${tongue}: ${t(INTERPRETER[codes.interpreter])}`} />
      <Item text={t(CONSENT[codes.consent])} />
    </Group>
  );
}

interface ItemProps {
  readonly text: string;
  readonly colour?: string;
  readonly isFilled?: boolean;
}

function Item({ text, colour = 'bridge', isFilled = false }: ItemProps) {
  return (
    <Badge component="li" size="lg" variant={isFilled ? 'filled' : 'outline'} color={colour}>
      {text}
    </Badge>
  );
}
