/** What the examples of messages have in common. */
import { localDate as d, type LocalDate } from '../domain/dates.ts';
import { type Money, money } from '../domain/money.ts';
import type { InvoiceFacts } from './data.ts';

export const ten = money(1000, 'EUR');
export const link = 'https://example.org/me?token=abc&next=card';
export const tries = [d('2026-03-04'), d('2026-03-07'), d('2026-03-09')];
export const period = { start: d('2026-03-01'), end: d('2026-04-01') };
export const offline = {
  iban: 'FR76 3000 6000 0112 3456 7890 189',
  bic: 'AGRIFRPP',
  reference: '2026-000123',
  text: 'Cheques to the order of Atelier Nord.',
};

export function facts(balance: Money, dueOn: LocalDate | null): InvoiceFacts {
  const issuedOn = d('2026-03-01');
  const notice = { proforma: false, notice: null };
  return { number: '2026-000123', ...notice, issuedOn, dueOn, total: ten, balance };
}

export const due = facts(ten, d('2026-03-31'));
export const declined = {
  amount: ten,
  planName: 'Mécène',
  failedOn: d('2026-03-02'),
  reason: 'expired_card',
  access: { state: 'closed' },
  invoiceNumber: '2026-000123',
  invoiceProforma: false,
  means: 'card',
  updateUrl: link,
} as const;
export const declinedBare = {
  amount: ten,
  planName: 'Mécène',
  failedOn: d('2026-03-02'),
  access: { state: 'kept' },
  updateUrl: link,
} as const;
