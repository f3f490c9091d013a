import type { LocalDate } from '../../domain/dates.ts';
import type { LateRule } from '../../domain/renewals/plan.ts';
import type { RenewalState } from '../../domain/renewals/states.ts';
import type { AddonSold, PlanKind } from '../plans/types.ts';
import type { SubscriptionRow } from '../subscriptions/load.ts';
import type { Queryable } from '../transaction.ts';

export type RenewalPolicy = 'invoice' | 'notice';

/** What staff offer in place of the same again; frozen as it was sold on that day. */
export type RenewalOffer = Pick<
  SubscriptionRow,
  | 'planId'
  | 'planVersionId'
  | 'planName'
  | 'priceId'
  | 'amount'
  | 'quantity'
  | 'addons'
  | 'intervalUnit'
  | 'intervalCount'
>;

/** What a member asked for; plan, price and add-ons by their ids, with names to show. */
export type RenewalWish = {
  plan?: { id: string; name: string };
  priceId?: string;
  quantity?: number;
  addons?: { addonId: string; name: string; quantity: number }[];
  /** Who should pay, in their words. */
  payer?: string;
  details?: string;
  comment: string;
};

/** A renewal as it is stored. */
export type RenewalRow = {
  id: string;
  subscriptionId: string;
  policy: RenewalPolicy;
  state: RenewalState;
  /** First day after the term it asks about. */
  endsOn: LocalDate;
  sendOn: LocalDate;
  sentAt: string | null;
  reminders: number;
  remindedAt: string | null;
  offer: RenewalOffer | null;
  wish: RenewalWish | null;
  askedAt: string | null;
  reason: string;
  comment: string;
  invoiceId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  version: number;
};

export type RenewalInvoice = {
  id: string;
  number: string;
  status: string;
  balance: number;
  currency: string;
  issuedOn: LocalDate;
};

/** A renewal with whom and what it is about, as lists show it. */
export type ListedRenewal = RenewalRow & {
  contactId: string;
  contactName: string;
  email: string | null;
  planId: string;
  planName: string;
  amount: number;
  quantity: number;
  currency: string;
  addons: AddonSold[];
  intervalUnit: SubscriptionRow['intervalUnit'];
  intervalCount: number;
  invoice: RenewalInvoice | null;
};

export const renewalColumns = `r.id, r.subscription_id as "subscriptionId", r.policy, r.state,
  r.ends_on as "endsOn", r.send_on as "sendOn", r.sent_at as "sentAt", r.reminders,
  r.reminded_at as "remindedAt", r.offer, r.wish, r.asked_at as "askedAt", r.reason, r.comment,
  r.invoice_id as "invoiceId", r.decided_by ->> 'name' as "decidedBy",
  r.decided_at as "decidedAt", r.version`;

const listed = `${renewalColumns}, c.id as "contactId", c.display_name as "contactName", c.email,
  s.plan_id as "planId", v.name as "planName", s.amount, s.quantity, s.currency, s.addons,
  s.interval_unit as "intervalUnit", s.interval_count as "intervalCount",
  case when i.id is not null then jsonb_build_object('id', i.id, 'number', i.number,
    'status', i.status, 'balance', i.balance, 'currency', i.currency,
    'issuedOn', i.issued_on) end as invoice`;

const from = `from renewal r
  join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
  join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
  join contact c on c.org_id = s.org_id and c.id = s.contact_id
  left join invoice i on i.org_id = r.org_id and i.id = r.invoice_id`;

/** One renewal as lists show it; undefined when there is none. */
export function findRenewal(tx: Queryable, id: string): Promise<ListedRenewal | undefined> {
  return tx.maybeOne<ListedRenewal>(
    `select ${listed} ${from} where r.org_id = app_org() and r.id = $1`,
    [id],
  );
}

/** All renewals of a contact's subscriptions and of those they pay for, the latest first. */
export function renewalsOf(tx: Queryable, contactId: string): Promise<ListedRenewal[]> {
  return tx.query<ListedRenewal>(
    `select ${listed} ${from} where r.org_id = app_org() and $1 in (s.contact_id, s.payer_id)
     order by r.ends_on desc, r.id desc`,
    [contactId],
  );
}

/** How plans renew: what a renewal needs to know of the plan beside its frozen version. */
export type RenewalPlan = { late: LateRule; kind: PlanKind; archived: boolean; deleted: boolean };

export function renewalPlanOf(tx: Queryable, planId: string): Promise<RenewalPlan> {
  return tx.one<RenewalPlan>(
    `select renewal_late as late, kind, archived_at is not null as archived,
       deleted_at is not null as deleted
     from plan where org_id = app_org() and id = $1`,
    [planId],
  );
}

export const boards = [
  'all',
  'to_remind',
  'change_requested',
  'unanswered_7',
  'intervention',
  'unanswered_180',
  'unpaid',
  'scheduled',
  'decided',
] as const;

export type Board = (typeof boards)[number];

/** What the boards count with: the instant, and the reminders that go out by themselves. */
export type BoardView = { now: string; offsets: readonly number[]; automatic: boolean };

const noAnswer = (days: string) =>
  `r.state = 'sent' and r.sent_at <= $1::timestamptz - ${days} * interval '1 day'`;

/** $1 the instant, $2 the offsets of reminders, $3 whether they go out by themselves. */
const onBoard: Record<Board, string> = {
  all: `r.state in ('sent', 'change_requested', 'intervention', 'approved')`,
  // Due and not sent by itself; after the last one, a person is to ask.
  to_remind: `r.state = 'sent' and case when $3::boolean then cardinality($2::int[]) <= r.reminders
      and r.sent_at <= $1::timestamptz - coalesce($2[cardinality($2::int[])], 0) * interval '1 day'
    else exists (select from unnest($2::int[]) with ordinality o (days, nth)
      where o.nth > r.reminders
        and r.sent_at <= $1::timestamptz - o.days * interval '1 day') end`,
  change_requested: `r.state = 'change_requested'`,
  unanswered_7: noAnswer('7'),
  intervention: `r.state = 'intervention'`,
  unanswered_180: noAnswer('180'),
  unpaid: `r.state = 'approved'`,
  // What renews by itself since its notice was planned is not asked.
  scheduled: `r.state = 'scheduled' and s.asked_from is not null`,
  decided: `r.state in ('refused', 'completed', 'lapsed')`,
};

const paramsOf = ({ now, offsets, automatic }: BoardView) => [now, offsets, automatic];

/** A board's renewals: what is waited for longest first, what is decided latest first; by pages. */
export function listRenewals(
  tx: Queryable,
  view: BoardView,
  page: { board: Board; planId: string | null; offset: number; limit: number },
): Promise<ListedRenewal[]> {
  const order = page.board === 'decided' ? 'r.decided_at desc nulls last, r.id desc' : null;
  return tx.query<ListedRenewal>(
    `select ${listed} ${from}
     where r.org_id = app_org() and ${onBoard[page.board]}
       and num_nulls($1::timestamptz, $2::int[], $3::boolean) = 0
       and ($4::uuid is null or s.plan_id = $4)
     order by ${order ?? 'coalesce(r.sent_at, r.send_on), r.id'} limit $6 offset $5`,
    [...paramsOf(view), page.planId, page.offset, page.limit],
  );
}

/** How many are on each board. */
export function countRenewals(
  tx: Queryable,
  view: BoardView,
  planId: string | null,
): Promise<Record<Board, number>> {
  const counts = boards.map((board) => `count(*) filter (where ${onBoard[board]}) as ${board}`);
  return tx.one<Record<Board, number>>(
    `select ${counts.join(', ')} from renewal r
     join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
     where r.org_id = app_org() and ($4::uuid is null or s.plan_id = $4)`,
    [...paramsOf(view), planId],
  );
}

/** How many wait for staff: to remind, to adapt, or to look into. */
export async function countWaiting(tx: Queryable, view: BoardView): Promise<number> {
  const waits = [onBoard.to_remind, onBoard.change_requested, onBoard.intervention].join(' or ');
  const { count } = await tx.one<{ count: number }>(
    `select count(*)::int as count from renewal r
     where r.org_id = app_org() and r.state in ('sent', 'change_requested', 'intervention')
       and (${waits})`,
    paramsOf(view),
  );
  return count;
}
