/*
 * What an e-mail calls what is to be paid: a pro-forma notice is no invoice before it is paid. The
 * words are Liquid, for data with an `invoice` or with an `invoice_number` alone.
 */

const choice = (proforma: string, notice: string, invoice: string) =>
  `{% if ${proforma} %}${notice}{% else %}${invoice}{% endif %}`;

const ofInvoice = 'invoice.proforma';
const ofNumber = 'invoice_proforma';

/** At the beginning of a sentence or label, for data with an `invoice`. */
export const invoiceEn = choice(ofInvoice, 'Pro-forma invoice', 'Invoice');
export const invoiceFr = choice(ofInvoice, 'Facture pro forma', 'Facture');

/** The same within a sentence. */
export const anInvoiceEn = choice(ofInvoice, 'pro-forma invoice', 'invoice');
export const anInvoiceFr = choice(ofInvoice, 'facture pro forma', 'facture');

const number = '{% if invoice_number %}{{ invoice_number }}{% endif %}';

/** The row of a mail that has the number alone, absent where there is none. */
type Row = [label: string, value: string];
export const numberRowEn: Row = [choice(ofNumber, 'Pro-forma invoice', 'Invoice'), number];
export const numberRowFr: Row = [choice(ofNumber, 'Facture pro forma', 'Facture'), number];
