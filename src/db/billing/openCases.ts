import type { LocalDate } from '../../domain/dates.ts';
import type { StepKind } from '../../domain/overdue/schedule.ts';
import { isDisputedSql } from '../payments/disputes.ts';
import type { Tx } from '../transaction.ts';
import type { CasePolicy } from './cases.ts';

/** A stored step; `doneAt` is an ISO instant. */
export type CaseStep = {
  position: number;
  kind: StepKind;
  dueOn: LocalDate;
  doneAt: string | null;
  outcome: string | null;
  announcedAt: string | null;
};

/** An open case with all that decides what comes next. */
export type OpenCase = {
  id: string;
  invoiceId: string;
  subscriptionId: string | null;
  /** The subscriptions that stand and fall with it: of a consolidated invoice several. */
  subscriptionIds: string[];
  /** Whose they are. */
  memberIds: string[];
  contactId: string;
  payerId: string;
  firstFailedOn: LocalDate;
  policy: CasePolicy;
  hard: boolean;
  lastReason: string | null;
  paused: boolean;
  lastMailAt: string | null;
  steps: CaseStep[];
  /** An attempt on the invoice has no answer yet. */
  unresolved: boolean;
  /** It was refused, and the gateway tries again by itself: it is only listened to. */
  gatewayRetries: boolean;
  /** A payment of the invoice is disputed, or its dispute is lost and staff have not decided. */
  disputed: boolean;
  lastAttemptOn: LocalDate | null;
  hasMethod: boolean;
  /** The payer's name while they are blocked: then nothing is retried, reminded or ended. */
  blockedPayer: string | null;
  /** There is an address of the payer to write to, not withheld. */
  writable: boolean;
  /** The payer's present method was refused for good. */
  refused: boolean;
  /** Of the invoice; oldest first is what is charged first. */
  invoiceDueOn: LocalDate;
  number: string;
  /** What is owed, paid in part, and credited, in minor units of `currency`. */
  balance: number;
  settled: number;
  credited: number;
  currency: string;
  /** Of the member the case is about. */
  name: string;
};

/**
 * Whether the present method of a case's payer was refused for good (stolen card, closed account,
 * mandate revoked): it is not tried again, and a new one clears it by itself. `c` is the case.
 */
export const refusedForGood = `exists (select from payment_attempt a
  join payment_method m on m.org_id = c.org_id and m.id = a.payment_method_id
    and m.payer_id = c.payer_id and m.replaced_at is null
  where a.org_id = c.org_id and a.payer_id = c.payer_id and a.state = 'declined'
    and a.decline_kind = 'hard')`;

/** True (in SQL) for a payer who is blocked: nothing is charged to them by itself. */
export const isBlockedSql = (payer: string): string => `exists (select from contact b
  where b.org_id = app_org() and b.id = ${payer} and b.blocked_at is not null)`;

/** Whether there is nothing to retry on a case `c`: refused for good, or without any method. */
export const needsMethodSql = `(${refusedForGood} or not exists (select from payment_method m
  where m.org_id = c.org_id and m.payer_id = c.payer_id and m.replaced_at is null))`;

/** Whether an attempt on the invoice of a case `c` has no answer yet. */
export const isUnresolvedSql = `exists (select from payment_attempt a where a.org_id = c.org_id
  and a.invoice_id = c.invoice_id and a.state in ('created', 'sent', 'requires_action',
    'processing', 'unknown'))`;

/** Whether a case `c` waits for a gateway that tries again by itself. */
export const isTriedElsewhereSql = `exists (select from payment_attempt a
  where a.org_id = c.org_id and a.invoice_id = c.invoice_id and a.reason is not null
    and a.state in ('processing', 'unknown'))`;

/** Whether the clock of an open case `c` stands: staff stopped it, or its payer is blocked. */
export const isStandingSql = `(c.paused_at is not null or ${isBlockedSql('c.payer_id')})`;

/** The same, or for a dispute, or until the bank answers. */
export const isSuspendedSql = `(${isStandingSql} or ${isDisputedSql('c.invoice_id')}
  or ${isUnresolvedSql})`;

/** A column of a case and of those that follow it, as an array without nulls. */
const together = (column: string) => `array(select f.${column} from overdue_case f
      where f.org_id = app_org() and f.invoice_id = c.invoice_id and f.state = 'open'
        and f.${column} is not null order by f.id)`;

const openCase = `select c.id, c.invoice_id as "invoiceId", c.subscription_id as "subscriptionId",
    ${together('subscription_id')} as "subscriptionIds", ${together('contact_id')} as "memberIds",
    c.contact_id as "contactId", c.payer_id as "payerId", c.first_failed_on as "firstFailedOn",
    c.policy, c.hard, c.last_reason as "lastReason", c.paused_at is not null as paused,
    i.due_on as "invoiceDueOn", i.number, i.balance, i.settled, i.credited, i.currency,
    p.display_name as name,
    (select max(l.last_mail_at) from overdue_case l where l.org_id = app_org()
      and l.payer_id = c.payer_id) as "lastMailAt",
    (select jsonb_agg(jsonb_build_object('position', s.position, 'kind', s.kind,
        'dueOn', s.due_on, 'doneAt', s.done_at, 'outcome', s.outcome,
        'announcedAt', s.announced_at) order by s.position)
      from overdue_step s where s.org_id = app_org() and s.case_id = c.id) as steps,
    ${isUnresolvedSql} as unresolved, ${isTriedElsewhereSql} as "gatewayRetries",
    ${isDisputedSql('c.invoice_id')} as disputed,
    (select max(a.local_day) from payment_attempt a where a.org_id = app_org()
      and a.invoice_id = c.invoice_id and a.cause in ('billing', 'retry')) as "lastAttemptOn",
    exists (select from payment_method m where m.org_id = app_org()
      and m.payer_id = c.payer_id and m.replaced_at is null) as "hasMethod",
    (select b.display_name from contact b where b.org_id = app_org() and b.id = c.payer_id
      and b.blocked_at is not null) as "blockedPayer",
    ${refusedForGood} as refused,
    exists (select from contact w where w.org_id = app_org() and w.id = c.payer_id
      and w.email is not null and not w.email_withheld) as writable
  from overdue_case c
  join invoice i on i.org_id = app_org() and i.id = c.invoice_id
  join contact p on p.org_id = app_org() and p.id = c.contact_id
  where c.org_id = app_org() and c.state = 'open' and c.lead_id is null`;

/** The open cases of invoices. Lock the invoices first. */
export async function openCasesOf(tx: Tx, invoiceIds: readonly string[]): Promise<OpenCase[]> {
  return tx.query<OpenCase>(`${openCase} and c.invoice_id = any($1::uuid[]) order by c.id`, [
    invoiceIds,
  ]);
}

export type DueCase = { id: string; invoiceId: string; payerId: string };

const caseSql = `select c.id, c.invoice_id as "invoiceId", c.payer_id as "payerId"
   from overdue_case c
   where c.org_id = app_org() and c.state = 'open' and c.paused_at is null`;

/** Open cases that are not paused with a step due, as SQL, with `today` a parameter's name. */
export const dueCasesSql = (today: string): string => `${caseSql}
   and exists (select from overdue_step s where s.org_id = app_org() and s.case_id = c.id
     and s.done_at is null and s.due_on <= ${today})`;

/** Open cases with a retry ahead that may be due for its announcement, in the same way. */
export const casesToAnnounceSql = (today: string): string => `${caseSql}
   and (c.policy ->> 'announce_days')::int > 0
   and exists (select from overdue_step s where s.org_id = app_org() and s.case_id = c.id
     and s.done_at is null and s.kind = 'retry' and s.announced_at is null
     and s.due_on > ${today} and s.due_on - (c.policy ->> 'announce_days')::int <= ${today})`;

/** Open cases with a step due by `today` that are not paused, oldest first, after a given one. */
export async function dueCases(
  tx: Tx,
  page: { today: LocalDate; after: string; limit: number },
): Promise<DueCase[]> {
  return tx.query<DueCase>(`${dueCasesSql('$1')} and c.id > $2 order by c.id limit $3`, [
    page.today,
    page.after,
    page.limit,
  ]);
}

/** Open cases with a retry ahead that nobody announced yet and may be due for it, after one. */
export async function casesToAnnounce(
  tx: Tx,
  page: { today: LocalDate; after: string; limit: number },
): Promise<DueCase[]> {
  return tx.query<DueCase>(`${casesToAnnounceSql('$1')} and c.id > $2 order by c.id limit $3`, [
    page.today,
    page.after,
    page.limit,
  ]);
}

/** All open cases of subscriptions, those of consolidated invoices that cover them among them. */
export async function openCasesOfSubscriptions(
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<OpenCase[]> {
  return tx.query<OpenCase>(
    `${openCase} and c.invoice_id in (select o.invoice_id from overdue_case o
       where o.org_id = app_org() and o.subscription_id = any($1::uuid[]) and o.state = 'open')
     order by c.id`,
    [subscriptionIds],
  );
}

/** All open cases of what a payer owes. */
export async function openCasesOfPayer(tx: Tx, payerId: string): Promise<OpenCase[]> {
  return tx.query<OpenCase>(`${openCase} and c.payer_id = $1 order by c.id`, [payerId]);
}

/** Those of these cases that are open. */
export async function openCasesById(tx: Tx, ids: readonly string[]): Promise<OpenCase[]> {
  return tx.query<OpenCase>(`${openCase} and c.id = any($1::uuid[]) order by c.id`, [ids]);
}

/** One open case; 'closed' when it is over, undefined when there is none. */
export async function openCaseById(tx: Tx, id: string): Promise<OpenCase | 'closed' | undefined> {
  const open = await tx.maybeOne<OpenCase>(`${openCase} and c.id = $1`, [id]);
  if (open) return open;
  const any = await tx.maybeOne('select from overdue_case where org_id = app_org() and id = $1', [
    id,
  ]);
  return any ? 'closed' : undefined;
}

/** Open cases of consolidated invoices that cover a subscription which has no open one there. */
export async function leadsWithout(tx: Tx, subscriptionId: string): Promise<OpenCase[]> {
  return tx.query<OpenCase>(
    `${openCase} and exists (select from invoice_cover v where v.org_id = app_org()
       and v.invoice_id = c.invoice_id and v.subscription_id = $1)
     and not exists (select from overdue_case f where f.org_id = app_org()
       and f.invoice_id = c.invoice_id and f.subscription_id = $1 and f.state = 'open')
     order by c.id`,
    [subscriptionId],
  );
}
