import type { LocalDate } from '../../domain/dates.ts';
import type { ChaseMode, OverdueAccess, OverdueStep } from '../../domain/overdue/schedule.ts';
import type { Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

/** How a case was to be handled at its first failure. */
export type CasePolicy = {
  access: OverdueAccess;
  after_last: 'void' | 'uncollectible';
  mode: ChaseMode;
  /** The schedule it began with: days after the first failure (or the due date). */
  offsets: readonly number[];
  /** How many days ahead a retry is announced; 0: not at all. */
  announce_days: number;
};

export type NewCase = {
  id: string;
  /** The case of a consolidated invoice that this one, of a subscription on it, follows. */
  leadId: string | null;
  invoiceId: string;
  subscriptionId: string | null;
  contactId: string;
  payerId: string;
  firstFailedOn: LocalDate;
  policy: CasePolicy;
  hard: boolean;
  lastReason: string | null;
  openedAt: string;
  steps: OverdueStep[];
};

const insertCaseRows = inserter<NewCase>('overdue_case', {
  id: ['uuid', (row) => row.id],
  lead_id: ['uuid', (row) => row.leadId],
  invoice_id: ['uuid', (row) => row.invoiceId],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  contact_id: ['uuid', (row) => row.contactId],
  payer_id: ['uuid', (row) => row.payerId],
  first_failed_on: ['date', (row) => row.firstFailedOn],
  policy: ['jsonb', (row) => JSON.stringify(row.policy)],
  hard: ['boolean', (row) => row.hard],
  last_reason: ['text', (row) => row.lastReason],
  state: ['text', () => 'open'],
  opened_at: ['timestamptz', (row) => row.openedAt],
});

type StepRow = OverdueStep & { caseId: string };

const insertSteps = inserter<StepRow>('overdue_step', {
  case_id: ['uuid', (row) => row.caseId],
  position: ['smallint', (row) => row.position],
  kind: ['text', (row) => row.kind],
  due_on: ['date', (row) => row.dueOn],
  planned_on: ['date', (row) => row.dueOn],
});

/** Writes cases with their schedules, computed once and stored (billing-rules §9). */
export async function insertCases(tx: Tx, cases: readonly NewCase[]): Promise<void> {
  await insertCaseRows(tx, cases);
  const steps = cases.flatMap(({ id, steps }) => steps.map((step) => ({ ...step, caseId: id })));
  await insertSteps(tx, steps);
}

/** A refusal on cases: the reason shown, and whether the method is beyond hope. */
export async function noteRefusals(
  tx: Tx,
  rows: { id: string; hard: boolean; reason: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.exec(
    `update overdue_case c set hard = d.hard, last_reason = d.reason
     from jsonb_to_recordset($1::jsonb) as d (id uuid, hard boolean, reason text)
     where c.org_id = app_org() and c.id = d.id`,
    [JSON.stringify(rows)],
  );
}

/** Remembers that a failure was written about, for the 23-hour rule. */
export async function noteMails(tx: Tx, caseIds: readonly string[], at: string): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.exec(
    `update overdue_case set last_mail_at = $2 where org_id = app_org() and id = any($1::uuid[])`,
    [caseIds, at],
  );
}

export type ClosedCase = {
  id: string;
  invoiceId: string;
  subscriptionId: string | null;
  contactId: string;
  payerId: string;
};

export type CaseEnd = {
  state: 'recovered' | 'lost' | 'closed';
  /** A closed one whose invoice is chased anew when its subscription goes on. */
  setAside?: boolean;
  on: LocalDate;
  at: string;
};

const close = `update overdue_case set state = $2, closed_on = $3, closed_at = $4, set_aside = $5
  where org_id = app_org() and state = 'open'`;
const closed = `returning id, invoice_id as "invoiceId", subscription_id as "subscriptionId",
  contact_id as "contactId", payer_id as "payerId"`;

/**
 * Ends the open cases of invoices and drops the steps that were still planned; the end of a lost
 * one is carried out.
 */
export async function closeCases(
  tx: Tx,
  invoiceIds: readonly string[],
  end: CaseEnd,
): Promise<ClosedCase[]> {
  const ended = await tx.query<ClosedCase>(`${close} and invoice_id = any($1::uuid[]) ${closed}`, [
    invoiceIds,
    end.state,
    end.on,
    end.at,
    end.setAside ?? false,
  ]);
  if (ended.length === 0) return [];
  await tx.exec(
    `update overdue_step set done_at = $2,
       outcome = case when $3 = 'lost' and kind = 'final' then null else 'cancelled' end
     where org_id = app_org() and case_id = any($1::uuid[]) and done_at is null`,
    [ended.map((each) => each.id), end.at, end.state],
  );
  return ended;
}

/** Subscriptions leave consolidated invoices that are chased: their own cases end. */
export function closeFollowing(
  tx: Tx,
  subscriptionIds: readonly string[],
  end: CaseEnd,
): Promise<ClosedCase[]> {
  return tx.query<ClosedCase>(
    `${close} and subscription_id = any($1::uuid[]) and lead_id is not null ${closed}`,
    [subscriptionIds, end.state, end.on, end.at, end.setAside ?? false],
  );
}

/** The invoices that are chased for one subscription alone: its own, and what covers no other. */
export async function chasedOnlyFor(tx: Tx, subscriptionId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct c.invoice_id as id from overdue_case c
     where c.org_id = app_org() and c.subscription_id = $1 and c.state = 'open'
       and not exists (select from overdue_case o where o.org_id = app_org()
         and o.invoice_id = c.invoice_id and o.state = 'open' and o.subscription_id <> $1)`,
    [subscriptionId],
  );
  return rows.map((row) => row.id);
}

/** Subscriptions without any open case left are active again; answers which were overdue. */
export async function restoreSubscriptions(
  tx: Tx,
  subscriptionIds: readonly string[],
  now: string,
): Promise<{ id: string; contactId: string }[]> {
  if (subscriptionIds.length === 0) return [];
  return tx.query(
    `update subscription s set state = 'active', version = version + 1, updated_at = $2
     where s.org_id = app_org() and s.id = any($1::uuid[]) and s.state = 'overdue'
       and not exists (select from overdue_case c where c.org_id = app_org()
         and c.subscription_id = s.id and c.state = 'open')
     returning s.id, s.contact_id as "contactId"`,
    [subscriptionIds, now],
  );
}

/** Those of these payers who have an open case. */
export async function payersChased(tx: Tx, payerIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select distinct payer_id as id from overdue_case
     where org_id = app_org() and payer_id = any($1::uuid[]) and state = 'open'`,
    [payerIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** Lets access stay open (or not) as said here, from now until the case ends. */
export async function setCaseAccess(tx: Tx, id: string, access: OverdueAccess): Promise<void> {
  await tx.exec(
    `update overdue_case set policy = jsonb_set(policy, '{access}', $2::jsonb)
     where org_id = app_org() and (id = $1 or lead_id = $1)`,
    [id, JSON.stringify(access)],
  );
}

/** Stops the clock of a case at an instant, or (null) lets it run. */
export async function setCasePaused(tx: Tx, id: string, at: string | null): Promise<void> {
  await tx.exec('update overdue_case set paused_at = $2 where org_id = app_org() and id = $1', [
    id,
    at,
  ]);
}
