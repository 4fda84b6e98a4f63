import { useTranslation } from 'react-i18next';

const MEGA = 1_000_000;

/** How large a file is, in the words of the language. */
export function useSize(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const unit = bytes < MEGA ? 'kilobyte' : 'megabyte';
    const amount = bytes / (bytes < MEGA ? 1_000 : MEGA);
    const options = { style: 'unit', unit, maximumFractionDigits: bytes < MEGA ? 0 : 1 } as const;
    return new Intl.NumberFormat(i18n.language, options).format(amount);
  };
}
