import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contact, OwnField } from '../../api/people.ts';
import type { Fact } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { fieldsQuery } from '../people/queries.ts';
import { OwnValue } from '../people/useColumns.tsx';
import type { Save } from './RecordFacts.tsx';

/** The organization's own fields. */
export function useOwnFacts(contact: Contact, save: Save): Fact[] {
  const { i18n, t } = useTranslation('people');
  const { org } = useOrganization();
  const { data } = useQuery(fieldsQuery(org));
  return (data?.items ?? []).map((field) => {
    const value = contact.fields[field.key];
    const hasValue = value !== undefined && value !== null && value !== '';
    return {
      key: `field.${field.key}`,
      label: i18n.language === 'fr' ? field.label_fr : field.label_en,
      value: hasValue ? <OwnValue field={field} value={value} /> : null,
      edit: {
        text: hasValue ? String(value) : '',
        type:
          field.type === 'date'
            ? ('date' as const)
            : field.type === 'number'
              ? ('number' as const)
              : ('text' as const),
        options: optionsOf(field, { yes: t('yes'), no: t('no') }),
        save: (text: string) => save({ fields: { [field.key]: typed(field, text) } }),
      },
    };
  });
}

function optionsOf(field: OwnField, words: { yes: string; no: string }) {
  const none = { value: '', label: '—' };
  if (field.type === 'boolean') {
    return [none, { value: 'true', label: words.yes }, { value: 'false', label: words.no }];
  }
  if (field.type !== 'choice') return undefined;
  return [none, ...field.choices.map((choice) => ({ value: choice, label: choice }))];
}

function typed(field: OwnField, text: string): string | number | boolean | null {
  if (text.trim() === '') return null;
  if (field.type === 'boolean') return text === 'true';
  return field.type === 'number' || field.type === 'amount' ? Number(text) : text.trim();
}
