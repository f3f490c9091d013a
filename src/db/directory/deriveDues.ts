import { currencyOf } from './deriveCurrency.ts';

const isOwed = "i.status = 'open' and i.balance > 0";

/** What is left to pay in one currency, and the oldest due date in any. */
function owedIn(currency: string): string {
  return `sum(i.balance) filter (where i.currency = ${currency}) as balance,
        min(i.due_on) as oldest_due_on`;
}

/** Open invoices for the contact: what is left in their currency, and the oldest due date. */
export const dues = {
  columns: 'open_balance, oldest_due_on',
  sql: `
    select c.id as contact_id, coalesce(due.balance, 0)::bigint as open_balance, due.oldest_due_on
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    left join lateral (
      select ${owedIn(currencyOf)}
      from invoice i
      where i.org_id = c.org_id and i.contact_id = c.id and ${isOwed}
    ) due on true`,
};

/**
 * The same of the contacts ($1) that owe anything, in the currency their row says: for changes of
 * invoices alone, which never change it.
 */
export const owed = `
    select i.contact_id, ${owedIn('d.currency')}
    from invoice i
    join directory d on d.org_id = app_org() and d.contact_id = i.contact_id
    where i.org_id = app_org() and i.contact_id = any ($1) and ${isOwed}
    group by i.contact_id`;
