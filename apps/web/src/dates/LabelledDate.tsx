import { Text } from '@mantine/core';
import { DateField } from './DateField.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly error?: string | undefined;
}

/** A day and a time under their label, as the other fields of a dialog have theirs. */
export function LabelledDate({ label, hint, ...field }: Props) {
  return (
    <div>
      <Text fw={500} size="sm" mb={hint === undefined ? 4 : 0}>
        {label}
      </Text>
      {hint !== undefined && (
        <Text size="xs" c="dimmed" mb={4}>
          {hint}
        </Text>
      )}
      <DateField label={label} withTime {...field} />
    </div>
  );
}
