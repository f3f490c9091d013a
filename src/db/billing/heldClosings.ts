import type { LocalDate } from '../../domain/dates.ts';
import { quietHours } from '../../domain/overdue/mails.ts';
import type { Queryable } from '../transaction.ts';
import type { CasePolicy } from './cases.ts';
import { isSuspendedSql } from './openCases.ts';

/** An open case whose payer was not told of its closing access, because of another mail then. */
export type HeldClosing = {
  id: string;
  invoiceId: string;
  payerId: string;
  policy: CasePolicy;
  firstFailedOn: LocalDate;
  /** When the next step of its invoice is due. */
  nextOn: LocalDate | null;
};

/**
 * The last mail about a failure to a payer: when it was sent, and whether it was about a case that
 * was opened just then without a refused charge, as the closing mail is.
 */
const lastMail = `select l.last_mail_at as at, l.opened_at = l.last_mail_at
      and l.last_reason is null as closing
    from overdue_case l where l.org_id = app_org() and l.payer_id = c.payer_id
      and l.last_mail_at is not null order by l.last_mail_at desc, l.id limit 1`;

/**
 * Open cases (SQL) that were opened without a refused charge while another mail was too fresh, and
 * nothing was written to their payer since, now that one may be; `now` is a parameter's name.
 * Whose subscription was overdue before was told already, and so was who read of an older invoice
 * in the same moment. Whose clock stands is not written to.
 */
export const heldClosingsSql = (now: string): string => `select c.id,
    c.invoice_id as "invoiceId", c.payer_id as "payerId", c.policy,
    c.first_failed_on as "firstFailedOn",
    (select min(s.due_on) from overdue_step s where s.org_id = app_org()
      and s.case_id = lead.id and s.done_at is null) as "nextOn"
  from overdue_case c
  join overdue_case lead on lead.org_id = app_org() and lead.id = coalesce(c.lead_id, c.id)
  cross join lateral (${lastMail}) mail
  where c.org_id = app_org() and c.state = 'open' and lead.state = 'open'
    and lead.last_mail_at is null and c.last_reason is null
    and lead.paused_at is null and not ${isSuspendedSql}
    and exists (select from subscription s where s.org_id = app_org()
      and s.id = c.subscription_id and s.state = 'overdue')
    and mail.at > c.opened_at - interval '${quietHours} hours'
    and mail.at <= c.opened_at and not (mail.at = c.opened_at and mail.closing)
    and mail.at <= ${now}::timestamptz - interval '${quietHours} hours'
    and not exists (select from overdue_step s where s.org_id = app_org()
      and s.case_id = lead.id and s.done_at is not null)
    and not exists (select from overdue_case o where o.org_id = app_org()
      and o.subscription_id = c.subscription_id and o.state = 'open' and o.id < c.id)`;

/** Those that may be written about now, oldest first. */
export async function heldClosings(tx: Queryable, now: string): Promise<HeldClosing[]> {
  return tx.query<HeldClosing>(`${heldClosingsSql('$1')} order by c.id`, [now]);
}
