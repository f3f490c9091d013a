import type { ReadyTags } from './ready.ts';
import { ready } from './ready.ts';

/*
 * What an e-mail calls what is to be paid: a pro-forma notice is no invoice before it is paid. The
 * words are ready-made tags, for data with an `invoice` or with an `invoice_number` alone.
 */

/** At the beginning of a sentence or label. */
export const documentWord = '{{ document_word }}';

/** The same within a sentence. */
export const aDocument = '{{ a_document }}';

function documentTags(proforma: string): ReadyTags {
  const choice = (notice: string, invoice: string) =>
    `{% if ${proforma} %}${notice}{% else %}${invoice}{% endif %}`;
  return {
    document_word: ready(
      { en: '“Invoice” or “Pro-forma invoice”', fr: '« Facture » ou « Facture pro forma »' },
      choice('Pro-forma invoice', 'Invoice'),
      choice('Facture pro forma', 'Facture'),
    ),
    a_document: ready(
      {
        en: '“invoice” or “pro-forma invoice”, within a sentence',
        fr: '« facture » ou « facture pro forma », dans une phrase',
      },
      choice('pro-forma invoice', 'invoice'),
      choice('facture pro forma', 'facture'),
    ),
  };
}

/** For data with an `invoice`. */
export const invoiceTags = documentTags('invoice.proforma');

/** For data with an `invoice_number` alone. */
export const numberTags: ReadyTags = {
  document_word: documentTags('invoice_proforma').document_word!,
};

/** The row of a mail that has the number alone, absent where there is none. */
export const numberRow: [label: string, value: string] = [documentWord, '{{ invoice_number }}'];
