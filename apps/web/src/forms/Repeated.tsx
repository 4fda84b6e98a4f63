import { Button, Fieldset, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/answers.js';
import { useUndo } from '../ui/undo.js';
import { FieldInput, type FieldProps } from './FieldInput.js';
import { useFieldTitle } from './use-field-title.js';

/** A list of things with questions of their own, or one such thing. */
export function Repeated({ id, field, label, value, error, onChange }: FieldProps) {
  const { t } = useTranslation();
  const titleOf = useFieldTitle();
  const offerUndo = useUndo();
  const now = useRef(value);
  useEffect(() => {
    now.current = value;
  }, [value]);
  if (field.type === 'object') {
    return <Inner id={id} field={field} label={label} value={value} error={error} onChange={onChange} />;
  }
  const items = listOf(value);
  const item = field.items ?? field;
  const remove = (index: number, known: unknown) => {
    onChange(items.filter((_, at) => at !== index));
    offerUndo({
      done: t('undo.itemRemoved', { what: `${titleOf(item)} ${index + 1}` }),
      undo: () => onChange(listOf(now.current).toSpliced(index, 0, known)),
    });
  };
  const put = (index: number, changed: unknown) => onChange(items.map((known, at) => (at === index ? changed : known)));
  return (
    <Stack gap="md">
      {items.map((known, index) => (
        // The place in the list is what tells one from another: they have no names.
        <Fieldset key={index} legend={`${titleOf(item)} ${index + 1}`}>
          <Inner
            id={`${id}-${index}`}
            field={item}
            label={`${titleOf(item)} ${index + 1}`}
            value={known}
            onChange={(changed) => put(index, changed)}
          />
          <Button
            mt="sm"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove(index, known)}
          >
            {t('form.removeItem', { what: `${titleOf(item)} ${index + 1}` })}
          </Button>
        </Fieldset>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={items.length >= (field.maxItems ?? Infinity)}
        onClick={() => onChange([...items, item.type === 'object' ? {} : ''])}
      >
        {t('form.addItem', { what: titleOf(item) })}
      </Button>
      {error !== undefined && (
        <Text c="var(--mantine-color-error)" size="sm">
          {error}
        </Text>
      )}
    </Stack>
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function Inner({ id, field, label, value, error, onChange }: FieldProps) {
  const titleOf = useFieldTitle();
  if (field.properties === undefined) {
    return <FieldInput id={id} field={field} label={label} value={value} error={error} onChange={onChange} />;
  }
  const answers = (typeof value === 'object' && value !== null ? value : {}) as Answers;
  return (
    <Stack gap="md">
      {Object.entries(field.properties).map(([name, inner]) => (
        <div key={name}>
          <Text fw={600} component="div" mb={4}>
            {titleOf(inner)}
          </Text>
          <FieldInput
            id={`${id}-${name}`}
            field={inner}
            label={titleOf(inner)}
            value={answers[name]}
            onChange={(changed) => onChange({ ...answers, [name]: changed })}
          />
        </div>
      ))}
      {error !== undefined && (
        <Text c="var(--mantine-color-error)" size="sm">
          {error}
        </Text>
      )}
    </Stack>
  );
}
