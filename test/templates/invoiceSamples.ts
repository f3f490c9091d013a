import { localDate as d } from '../../src/domain/dates.ts';
import type { InvoiceDocument } from '../../src/templates/invoicePdf/types.ts';

const period = { start: d('2026-03-01'), end: d('2026-04-01') };

/** A French company that charges tax, to a business: every part of the document is there. */
export const companyInvoice: InvoiceDocument = {
  kind: 'invoice',
  proforma: false,
  number: '2026-000123',
  status: 'open',
  issuedOn: d('2026-03-01'),
  dueOn: d('2026-03-31'),
  period,
  currency: 'EUR',
  seller: {
    name: 'Atelier Nord',
    accent: '#0f6b5c',
    address: { line1: '12 rue des Lilas', postalCode: '59000', city: 'Lille', country: 'FR' },
    legalForm: 'SAS au capital de 10 000 €',
    siren: '123 456 789 00012',
    register: 'RCS Lille',
    vatNumber: 'FR12 123456789',
    email: 'bonjour@atelier-nord.example',
    website: 'atelier-nord.example',
  },
  buyer: {
    name: 'Élan Coopératif SARL',
    attention: 'Zoé Lefèvre',
    address: { line1: '3 quai du Wault', postalCode: '59800', city: 'Lille', country: 'FR' },
    siren: '987 654 321',
    vatNumber: 'FR98 987654321',
    professional: true,
  },
  lines: [
    {
      description: 'Bureau fixe',
      period,
      quantity: 2,
      unitPrice: 24000,
      net: 48000,
      taxRate: '20',
    },
    {
      description: 'Salle de réunion, crédit de 8 heures',
      period: { start: d('2026-03-15'), end: d('2026-04-01') },
      days: { billed: 17, of: 31 },
      quantity: 1,
      unitPrice: 9000,
      net: 4935,
      taxRate: '20',
    },
    {
      description: 'Revue trimestrielle',
      quantity: 3,
      unitPrice: 1250,
      net: 3750,
      taxRate: '5.5000',
    },
  ],
  pricesIncludeTax: false,
  taxes: [
    { rate: '20', category: 'standard', exemption: null, base: 52935, tax: 10587 },
    { rate: '5.5', category: 'standard', exemption: null, base: 3750, tax: 206 },
  ],
  totals: { net: 56685, tax: 10793, total: 67478 },
  settlements: [{ on: d('2026-03-04'), amount: 20000, means: 'transfer', reference: 'VIR-8841' }],
  balance: 47478,
  paymentMeans: {
    iban: 'FR76 3000 6000 0112 3456 7890 189',
    bic: 'AGRIFRPP',
    text: 'Merci d’indiquer le numéro de la facture.',
  },
  corrects: null,
  reason: null,
  note: 'Bon de commande BC-2026-17',
};

/** A small association without tax, paid by card, a member with a pseudonym and an emoji. */
export const associationInvoice: InvoiceDocument = {
  ...companyInvoice,
  number: '2026-000124',
  status: 'paid',
  seller: {
    name: 'Les ondes',
    accent: '#b3261e',
    address: { line1: '4 place du Marché', postalCode: '35000', city: 'Rennes', country: 'FR' },
    legalForm: 'Association loi 1901',
    siren: '812 345 678',
    email: 'contact@lesondes.example',
  },
  buyer: { name: 'gaël_88 🎧', address: {}, email: 'gael@example.org', professional: false },
  lines: [
    {
      description: 'Contribution libre',
      period,
      quantity: 1,
      unitPrice: 750,
      net: 750,
      taxRate: '0',
    },
  ],
  taxes: [{ rate: '0', category: 'exempt', exemption: null, base: 750, tax: 0 }],
  totals: { net: 750, tax: 0, total: 750 },
  settlements: [{ on: d('2026-03-06'), amount: 750, means: 'card', reference: 'Visa ··42' }],
  balance: 0,
  paymentMeans: null,
  note: null,
};

/** The counterpart of a part of `companyInvoice`. */
export const creditNote: InvoiceDocument = {
  ...companyInvoice,
  kind: 'credit_note',
  number: 'AV-2026-000004',
  status: 'open',
  issuedOn: d('2026-03-12'),
  dueOn: null,
  lines: [{ description: 'Bureau fixe, un poste sur deux', period, net: 24000, taxRate: '20' }],
  taxes: [{ rate: '20', category: 'standard', exemption: null, base: 24000, tax: 4800 }],
  totals: { net: 24000, tax: 4800, total: 28800 },
  settlements: [],
  balance: 0,
  corrects: { number: '2026-000123', issuedOn: d('2026-03-01') },
  reason: 'Un poste de travail rendu avant le début de la période',
  note: null,
};

const names = ['Zoé Lefèvre', 'Jiří Dvořák', 'Ελένη Παπαδοπούλου', 'Юлия Соколова', 'Nguyễn Ánh'];

/** Thirty lines, long names in several alphabets, over two pages, to a customer abroad. */
export const longInvoice: InvoiceDocument = {
  ...companyInvoice,
  number: '2026-000125',
  seller: {
    ...companyInvoice.seller,
    name: 'Association pour la promotion des pratiques artistiques partagées du littoral',
  },
  buyer: {
    name: 'Gesellschaft für außergewöhnlich langatmige Firmenbezeichnungen mbH & Co. KG 🚀',
    attention: '山田 太郎',
    address: {
      line1: 'Prinzregentenstraße 1',
      postalCode: '80538',
      city: 'München',
      country: 'DE',
    },
    vatNumber: 'DE123456789',
    professional: true,
  },
  lines: Array.from({ length: 30 }, (_, index) => ({
    description: `Poste nomade, ${names[index % names.length]}`,
    detail: index % 7 === 0 ? 'Accès jour et nuit, casier et impression compris' : undefined,
    period,
    quantity: 1,
    unitPrice: 123456,
    net: 123456,
    taxRate: '0',
  })),
  taxes: [{ rate: '0', category: 'reverse_charge', exemption: null, base: 3703680, tax: 0 }],
  totals: { net: 3703680, tax: 0, total: 3703680 },
  settlements: [],
  balance: 3703680,
};
