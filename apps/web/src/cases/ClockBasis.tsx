import { Badge, Button, Popover, Text, Title } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from '../api/request.js';
import { useLabels } from '../ui/labels.js';

/** Long enough to move the pointer from the button onto what it shows (WCAG 1.4.13). */
const LEAVES_AFTER_MS = 300;

interface Props {
  readonly rule: {
    readonly basis: Words | null;
    readonly source: Words | null;
    readonly confidence: string | null;
    readonly unsettled?: boolean;
  };
  readonly label?: string;
}

/** The law behind a limit, on hover, tap or keyboard: a product default must never look like law. */
export function ClockBasis({ rule, label }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [isOpen, setOpen] = useState(false);
  const leaving = useRef(0);
  useEffect(() => () => clearTimeout(leaving.current), []);
  // A finger has no hover: its tap is the click, and that alone opens and closes.
  const hover = {
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      clearTimeout(leaving.current);
      if (pointerType === 'mouse') setOpen(true);
    },
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') leaving.current = window.setTimeout(() => setOpen(false), LEAVES_AFTER_MS);
    },
  };
  const confidence =
    rule.confidence === 'V' || rule.confidence === 'V2' || rule.confidence === 'P' ? rule.confidence : 'P';
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} withArrow shadow="md" withinPortal position="bottom-end">
      <Popover.Target>
        <Button
          {...hover}
          onClick={({ detail }) => setOpen((was) => (detail === 0 || !was ? !was : was))}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconScale size={15} aria-hidden />}
          rightSection={
            <Badge size="sm" variant={confidence === 'P' ? 'outline' : 'filled'}>
              {t(`clocks.confidence.${confidence}`)}
            </Badge>
          }
        >
          {label ?? t('clocks.basis')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown {...hover}>
        <Title order={3} size="h6">
          {t('clocks.basis')}
        </Title>
        {rule.basis !== null && <Text size="sm">{labels.words(rule.basis)}</Text>}
        {rule.source !== null && (
          <Text size="sm" c="dimmed" mt={4}>
            {labels.words(rule.source)}
          </Text>
        )}
        <Text size="sm" mt={4}>
          {t(`clocks.confidenceText.${confidence}`)}
        </Text>
        {rule.unsettled && <Text size="sm">{t('clocks.unsettled')}</Text>}
      </Popover.Dropdown>
    </Popover>
  );
}
