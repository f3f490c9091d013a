import { decimalSql } from '../decimal.ts';
import type { Column } from './column.ts';
import { always, date, number, sorted, word } from './column.ts';

const decimal = (amount: string) => decimalSql(amount, 'd.currency');

const intervalText = `case when d.interval_count = 1 then d.interval_unit
  else d.interval_count || ' ' || d.interval_unit || 's' end`;

/** For yearly members the date is the start of the yearly term (spec/people.md, Export). */
const chargedForExport = `case when d.interval_unit = 'year' and d.access_until is not null
  then (d.access_until - make_interval(years => d.interval_count))::date
  else d.last_charge_on end`;

/** What is paid, was paid and is owed. */
export const moneyColumns: Record<string, Column> = {
  amount: {
    json: [
      ['amount', 'd.amount'],
      ['currency', 'd.currency'],
      ['interval_unit', 'd.interval_unit'],
      ['interval_count', 'd.interval_count'],
    ],
    sort: always('d.amount', 'bigint'),
    cells: [
      number('Amount', 'Montant', `case when d.running then ${decimal('d.amount')} end`),
      word('Currency', 'Devise', 'd.currency'),
      word('Billing interval', 'Périodicité', intervalText),
    ],
  },
  lifetime: {
    json: [
      ['lifetime_amount', 'd.lifetime_amount'],
      ['payment_count', 'd.payment_count'],
    ],
    sort: always('d.lifetime_amount', 'bigint'),
    cells: [number('Lifetime amount', 'Total versé', decimal('d.lifetime_amount'))],
  },
  last_charge: {
    json: [
      ['last_charge_on', 'd.last_charge_on'],
      ['last_charge_outcome', 'd.last_charge_outcome'],
      ['last_charge_amount', 'd.last_charge_amount'],
    ],
    sort: sorted('d.last_charge_on', 'date'),
    cells: [date('Last charge date', 'Date du dernier paiement', chargedForExport)],
  },
  outcome: {
    json: [['last_charge_outcome', 'd.last_charge_outcome']],
    sort: sorted('d.last_charge_outcome', 'text'),
    cells: [word('Last charge outcome', 'Résultat du dernier paiement', 'd.last_charge_outcome')],
  },
  balance: {
    json: [
      ['open_balance', 'd.open_balance'],
      ['oldest_due_on', 'd.oldest_due_on'],
    ],
    sort: always('d.open_balance', 'bigint'),
    cells: [number('Open balance', 'Solde ouvert', decimal('d.open_balance'))],
  },
};
