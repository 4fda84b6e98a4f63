import { Column, type ColumnOptions } from 'typeorm';

const asInstant = {
  to: (value: string | null | undefined): string | null | undefined => value,
  from: (value: Date | string | null): string | null => (value === null ? null : new Date(value).toISOString()),
};

/** A moment: RFC 3339 in UTC towards the code, `timestamptz` in the store. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', transformer: asInstant, ...options });
}
