import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

export type ReminderDue = { invoiceId: string; when: 'before' | 'after'; days: number };

/** Due reminders as SQL, with the names of the parameters of `remindersDue`. */
export const remindersDueSql = (names: Record<'today' | 'before' | 'after', string>): string => `
  select due."invoiceId", due.when, due.days from (
    select i.id as "invoiceId", i.due_on, case when i.due_on >= ${names.today}::date then 'before'
        else 'after' end as when,
      case when i.due_on >= ${names.today}::date then (
          select min(n) from unnest(${names.before}::int[]) n
          where i.due_on - n <= ${names.today}::date and i.issued_on < i.due_on - n)
        when i.type = 'manual' then (
          select max(n) from unnest(${names.after}::int[]) n
          where i.due_on + n <= ${names.today}::date)
      end as days
    from invoice i
    where i.org_id = app_org() and i.status = 'open' and i.balance > 0
      and i.due_on <= ${names.today}::date + 61
      and (i.collection = 'invoice' or not exists (select from payment_method m
        where m.org_id = app_org() and m.payer_id = i.payer_id and m.replaced_at is null))
      and not exists (select from overdue_case c where c.org_id = app_org()
        and c.invoice_id = i.id and c.state = 'open')
      and not exists (select from payment_attempt a where a.org_id = app_org()
        and a.invoice_id = i.id and a.state in ('created', 'sent', 'requires_action',
          'processing', 'unknown'))
  ) due
  where due.days is not null and not exists (select from message m
    where m.org_id = app_org()
      and m.cause = 'invoice:' || due."invoiceId" || ':' || due.when || ':' || due.days)`;

/**
 * Open invoices that the payer settles themselves whose reminder is due and not written yet: the
 * nearest step before the due date that comes after the issue; after it the latest step, for
 * invoices without a subscription only (the others have their overdue case). Nothing while money
 * is under way or an overdue case takes care of it.
 */
export async function remindersDue(
  tx: Tx,
  about: { today: LocalDate; before: number[]; after: number[]; limit: number },
): Promise<ReminderDue[]> {
  return tx.query<ReminderDue>(
    `${remindersDueSql({ today: '$1', before: '$2', after: '$3' })}
     order by due.due_on, due."invoiceId" limit $4`,
    [about.today, about.before, about.after, about.limit],
  );
}
