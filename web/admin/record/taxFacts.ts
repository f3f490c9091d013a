import type { TFunction } from 'i18next';
import type { Contact } from '../../api/people.ts';
import type { Fact } from '../../ui/index.ts';
import type { Save } from './RecordFacts.tsx';

type With = { t: TFunction<'record'>; save: Save };

/** The VAT number, and who owes the tax of their invoices; of people where there is a number. */
export function taxFacts(contact: Contact, { t, save }: With): Fact[] {
  const { vat_number: number, reverse_charge: isReverse } = contact;
  const vatNumber: Fact = {
    key: 'vat_number',
    label: t('fact.vat_number'),
    value: number,
    edit: {
      text: number ?? '',
      save: (text) => save({ vat_number: text.trim() === '' ? null : text.trim() }),
    },
  };
  if (contact.kind !== 'company' && !number) return [vatNumber];
  const words = { charged: t('tax.charged'), reverse: t('tax.reverse') };
  return [
    vatNumber,
    {
      key: 'tax',
      label: t('fact.tax'),
      value: isReverse ? words.reverse : words.charged,
      edit: {
        text: isReverse ? 'reverse' : 'charged',
        options: [
          { value: 'charged', label: words.charged },
          { value: 'reverse', label: words.reverse },
        ],
        save: (value) => save({ reverse_charge: value === 'reverse' }),
      },
    },
  ];
}
