import { Textarea, type TextareaProps } from '@mantine/core';

interface Props extends Pick<TextareaProps, 'id' | 'label' | 'description'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few sentences of a report: the device neither completes nor looks up what is written. */
export function LongText({ onChange, ...shown }: Props) {
  return (
    <Textarea
      size="md"
      autosize
      minRows={2}
      maxLength={5000}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...shown}
    />
  );
}
