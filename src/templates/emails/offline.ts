type Row = [label: string, value: string];

const iban = '{{ offline.iban }}';
const bic = '{{ offline.bic }}';
const reference = '{{ offline.reference }}';

/** How to pay by bank transfer, as rows of the facts table; absent parts leave no row. */
export const offlineEn: Row[] = [
  ['Transfer to IBAN', iban],
  ['BIC', bic],
  ['Reference', reference],
];

export const offlineFr: Row[] = [
  ['Virement sur IBAN', iban],
  ['BIC', bic],
  ['Référence', reference],
];
