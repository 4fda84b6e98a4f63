import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from '../forms/forms.module.css';

interface Props<Value extends string> {
  readonly id: string;
  readonly label: ReactNode;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly onChange: (value: Value) => void;
}

/** One of a few, each as large as a thumb. */
export function BigChoice<Value extends string>({ id, label, value, options, error, hint, onChange }: Props<Value>) {
  return (
    <Radio.Group
      id={id}
      name={id}
      label={label}
      description={hint}
      error={error}
      size="md"
      value={value}
      onChange={(chosen) => {
        const option = options.find((known) => known.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <div className={options.length === 3 ? styles.triple : styles.pair}>
        {options.map((option) => (
          <Radio
            key={option.value}
            className={styles.option ?? ''}
            value={option.value}
            label={option.label}
            size="md"
          />
        ))}
      </div>
    </Radio.Group>
  );
}
