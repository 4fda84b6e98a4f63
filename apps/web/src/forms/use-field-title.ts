import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/answers.js';

export function useFieldTitle(): (field: FormField) => string {
  const { i18n } = useTranslation();
  return (field) => (i18n.language === 'th' ? (field['x-title-th'] ?? field.title) : field.title);
}
