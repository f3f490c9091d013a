import { act } from '../actions/context.ts';
import type { DisputeState } from '../domain/billing/disputes.ts';
import type { LocalDate } from '../domain/dates.ts';
import type { Community } from './community.ts';

/** A subscription, ended ones too, as far as choosing a move goes. */
export type Target = {
  id: string;
  contactId: string;
  payerId: string;
  planId: string;
  state: string;
  ending: boolean;
  held: boolean;
  pack: boolean;
};

/** Every subscription in the order they were made. */
export async function subscriptions({ ctx }: Community): Promise<Target[]> {
  return act(ctx, ({ tx }) =>
    tx.query<Target>(
      `select s.id, s.contact_id as "contactId", s.payer_id as "payerId", s.plan_id as "planId",
         s.state, s.ends_on is not null as ending, s.billing_held as held,
         s.uses_granted is not null as pack
       from subscription s join contact c on c.org_id = app_org() and c.id = s.contact_id
       where s.org_id = app_org() order by c.email, s.created_at, s.id`,
    ),
  );
}

export type OpenInvoice = { id: string; balance: number; payerId: string };

/** Invoices with something left to pay. */
export async function openInvoices({ ctx }: Community): Promise<OpenInvoice[]> {
  return act(ctx, ({ tx }) =>
    tx.query<OpenInvoice>(
      `select id, balance, payer_id as "payerId" from invoice
       where org_id = app_org() and status in ('open', 'uncollectible') and balance > 0
       order by year, serial`,
    ),
  );
}

/** Charges of the test gateway that brought money, latest first. */
export async function charges({ ctx }: Community): Promise<string[]> {
  const rows = await act(ctx, ({ tx }) =>
    tx.query<{ id: string }>(
      `select id from payment_attempt where org_id = app_org() and gateway = 'test'
         and state = 'succeeded' order by created_at desc, id limit 20`,
    ),
  );
  return rows.map((row) => row.id);
}

export type DisputeTarget = { id: string; reference: string; state: DisputeState };

/** Every dispute in the order they were opened. */
export async function disputesOf({ ctx }: Community): Promise<DisputeTarget[]> {
  return act(ctx, ({ tx }) =>
    tx.query<DisputeTarget>(
      `select id, reference, state from dispute where org_id = app_org()
       order by opened_at, reference`,
    ),
  );
}

/** Payments that staff recorded by hand and did not take back. */
export async function offlinePayments({ ctx }: Community): Promise<string[]> {
  const rows = await act(ctx, ({ tx }) =>
    tx.query<{ id: string }>(
      `select id from payment where org_id = app_org() and gateway = 'offline'
         and reversed_at is null order by received_at, reference`,
    ),
  );
  return rows.map((row) => row.id);
}

/**
 * The next day after today on which dates ask for something: billing, a retry, a start, an end, a
 * pause, a planned change, a question to the gateway, a file for the bank. Null when nothing is
 * planned.
 */
export async function nextDue({ ctx }: Community): Promise<LocalDate | null> {
  return act(ctx, async ({ tx, today, org }) => {
    const row = await tx.one<{ next: LocalDate | null }>(nextDueText, [today, org.timezone]);
    return row.next;
  });
}

const nextDueText = {
  name: 'simulation_next_due',
  text: `
  select min(on_day) as next from (
    select next_billing_on as on_day from subscription where org_id = app_org()
      and state in ('scheduled', 'trialing', 'active', 'overdue') and not billing_held
    union all select starts_on from subscription
      where org_id = app_org() and state = 'scheduled'
    union all select trial_ends_on from subscription
      where org_id = app_org() and state = 'trialing'
    union all select ends_on from subscription
      where org_id = app_org() and state not in ('cancelled', 'expired')
    union all select from_on from subscription_pause
      where org_id = app_org() and resumed_on is null
    union all select until_on from subscription_pause
      where org_id = app_org() and resumed_on is null
    union all select effective_on from subscription_change
      where org_id = app_org() and applied_at is null and withdrawn_at is null
    union all select s.due_on from overdue_step s
      join overdue_case c on c.org_id = app_org() and c.id = s.case_id and c.state = 'open'
      where s.org_id = app_org() and s.done_at is null
    union all select due_on + 1 from invoice
      where org_id = app_org() and status = 'open' and balance > 0
    union all select (ask_at at time zone $2)::date + 1 from payment_attempt
      where org_id = app_org() and state in ('created', 'sent', 'processing', 'unknown',
        'requires_action') and not (gateway = 'sepa' and state = 'processing')
    union all select settles_on from sepa_batch where org_id = app_org() and state = 'sent'
    union all select $1::date + 1 where exists (select from sepa_debit d
      left join sepa_batch b on b.org_id = app_org() and b.id = d.batch_id
      where d.org_id = app_org() and d.withdrawn_on is null
        and (b.id is null or b.state = 'made'))
  ) dates where on_day > $1`,
};
