import { Button, Checkbox, NativeSelect, Radio, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/answers.js';
import { wordsIn } from '../i18n/i18n.js';
import { Repeated } from './Repeated.js';
import styles from './forms.module.css';
import { lazily } from '../ui/lazily.js';

const AddressPicker = lazily(() => import('../places/AddressPicker.js').then((m) => m.AddressPicker));
const DateField = lazily(() => import('../dates/DateField.js').then((m) => m.DateField));

export interface FieldProps {
  readonly id: string;
  readonly field: FormField;
  /** The question; an input without one of its own is labelled by it. */
  readonly label: string;
  readonly value: unknown;
  readonly error?: string | undefined;
  readonly onChange: (value: unknown) => void;
}

const MOST_RADIOS = 12;
const LONG_TEXT = 300;

/** One question's input, by what kind of answer its schema asks for. */
export function FieldInput(props: FieldProps) {
  const { field } = props;
  if (field.type === 'boolean') return <YesOrNo {...props} />;
  if (field.enum !== undefined)
    return field.enum.length > MOST_RADIOS ? <LongChoice {...props} /> : <Choice {...props} />;
  if (field.type === 'array') return field.items?.enum === undefined ? <Repeated {...props} /> : <Several {...props} />;
  if (field.type === 'object') return <Repeated {...props} />;
  if (field.format !== undefined) {
    return (
      <Suspense fallback={<Skeleton height={48} />}>
        <DateField
          id={props.id}
          label={props.label}
          withTime={field.format === 'date-time'}
          value={typeof props.value === 'string' ? props.value : null}
          error={props.error}
          onChange={(value) => props.onChange(value ?? undefined)}
        />
      </Suspense>
    );
  }
  if (field.type === 'integer') return <WholeNumber {...props} />;
  return field['x-thai-address'] === true ? <Place {...props} /> : <FreeText {...props} />;
}

/** Three states: yes, no, and not answered. A tick box would make "no" of a question nobody asked. */
function YesOrNo({ id, label, value, error, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      name={id}
      aria-label={label}
      error={error}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(chosen) => onChange(chosen === 'true')}
    >
      <div className={styles.pair}>
        <Radio className={styles.option ?? ''} value="true" label={t('common.yes')} size="md" />
        <Radio className={styles.option ?? ''} value="false" label={t('common.no')} size="md" />
      </div>
    </Radio.Group>
  );
}

function useChoices({ enum: codes = [], 'x-enum-labels': labels = {} }: FormField) {
  const { i18n } = useTranslation();
  return codes.map((code) => {
    const words = labels[code];
    return { value: code, label: words === undefined ? code : wordsIn(i18n.language, words) };
  });
}

function Choice({ id, field, label, value, error, onChange }: FieldProps) {
  const choices = useChoices(field);
  return (
    <Radio.Group
      name={id}
      aria-label={label}
      error={error}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    >
      <Stack gap="xs">
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            className={styles.option ?? ''}
            value={choice.value}
            label={choice.label}
            size="md"
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function LongChoice({ id, field, label, value, error, onChange }: FieldProps) {
  const { t } = useTranslation();
  const choices = useChoices(field);
  return (
    <NativeSelect
      id={id}
      aria-label={label}
      size="md"
      error={error}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      data={[{ value: '', label: t('common.choose') }, ...choices]}
    />
  );
}

function Several({ field, label, value, error, onChange }: FieldProps) {
  const choices = useChoices(field.items ?? field);
  return (
    <Checkbox.Group
      aria-label={label}
      error={error}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={onChange}
    >
      <Stack gap="xs">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            className={styles.option ?? ''}
            value={choice.value}
            label={choice.label}
            size="md"
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function WholeNumber({ id, field, label, value, error, onChange }: FieldProps) {
  return (
    <TextInput
      id={id}
      aria-label={label}
      type="number"
      inputMode="numeric"
      size="md"
      min={field.minimum}
      max={field.maximum}
      error={error}
      value={typeof value === 'number' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.valueAsNumber)}
    />
  );
}

function FreeText({ id, field, label, value, error, onChange }: FieldProps) {
  const shared = {
    id,
    'aria-label': label,
    size: 'md' as const,
    maxLength: field.maxLength,
    error,
    value: typeof value === 'string' ? value : '',
    // Names and stories belong in no dictionary, spelling service or keyboard's memory.
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (field.maxLength ?? 0) > LONG_TEXT ? (
    <Textarea {...shared} autosize minRows={4} maxRows={14} />
  ) : (
    <TextInput {...shared} />
  );
}

/** A text that a sub-district may be put behind: house and street are typed, the rest need not be. */
function Place(props: FieldProps) {
  const { id, field, value, onChange } = props;
  const { t } = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const choose = (address: string) => {
    setChoosing(false);
    const typed = typeof value === 'string' ? value.trim() : '';
    onChange(`${typed} ${address}`.trim().slice(0, field.maxLength));
    document.getElementById(id)?.focus();
  };
  return (
    <>
      <FreeText {...props} />
      <Button variant="subtle" mt="xs" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
        {t('address.find')}
      </Button>
      {isChoosing && (
        <Suspense fallback={<Skeleton height={48} />}>
          <AddressPicker id={`${id}-address`} onChoose={choose} />
        </Suspense>
      )}
    </>
  );
}
