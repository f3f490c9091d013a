import type { TermKind } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { movedOf } from '../payments/movedCredits.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** The term that a day falls into, with its invoice and the line that paid for it. */
export type CurrentTerm = {
  id: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  kind: TermKind;
  status: 'pending' | 'active';
  invoiceId: string | null;
  invoiceStatus: 'open' | 'paid' | 'void' | 'uncollectible' | null;
  balance: number | null;
  lineId: string | null;
  /** That line was billed in reverse charge. */
  reverseCharge: boolean;
  /** What is left of that line after credit notes and changes of plan, minor units. */
  leftNet: number;
  leftTotal: number;
  /** The add-ons billed beside it, each with what is left of its own line. */
  addons: PaidLine[];
};

export type PaidLine = {
  lineId: string;
  name: string;
  unitAmount: number;
  quantity: number;
  /** What the whole period cost, where that was rounded once for the line. */
  whole: number | null;
  leftNet: number;
  leftTotal: number;
};

const addonLines = `coalesce((
    select jsonb_agg(jsonb_build_object('lineId', a.id, 'name', a.description,
      'unitAmount', a.unit_amount, 'quantity', a.quantity,
      'whole', case when a.tax_rate = 'reverse_charge' and a.days is null then a.net end,
      'leftNet', greatest(a.net - back.net - moved.net, 0),
      'leftTotal', greatest(a.total - back.total - moved.total, 0)) order by a.position)
    from invoice_line a
    cross join lateral (select coalesce(sum(n.net), 0) as net, coalesce(sum(n.total), 0) as total
      from credit_note_line n where n.org_id = a.org_id and n.invoice_line_id = a.id) back
    cross join lateral (${movedOf('a.id')}) moved
    where a.org_id = t.org_id and a.invoice_id = t.invoice_id
      and a.subscription_id = t.subscription_id and a.kind = 'addon'
      and a.period_start = l.period_start), '[]')`;

const currentTermSql = `select t.id, t.starts_on as "startsOn", t.ends_on as "endsOn", t.kind, t.status,
       t.invoice_id as "invoiceId", i.status as "invoiceStatus", i.balance, l.id as "lineId",
       coalesce(l.tax_rate = 'reverse_charge', false) as "reverseCharge",
       greatest(coalesce(l.net - l.net_back - moved.net, 0), 0)::bigint as "leftNet",
       greatest(coalesce(l.total - l.total_back - moved.total, 0), 0)::bigint as "leftTotal",
       ${addonLines} as addons
     from term t
     left join invoice i on i.org_id = t.org_id and i.id = t.invoice_id
     left join lateral (
       select x.id, x.net, x.total, x.tax_rate, x.period_start, coalesce(sum(n.net), 0) as net_back,
         coalesce(sum(n.total), 0) as total_back
       from invoice_line x
       left join credit_note_line n on n.org_id = x.org_id and n.invoice_line_id = x.id
       where x.org_id = t.org_id and x.invoice_id = t.invoice_id
         and x.subscription_id = t.subscription_id
         and x.kind in ('subscription', 'proration_charge')
         and x.period_start <= $2 and x.period_start <= t.starts_on
       group by x.org_id, x.id order by x.period_start desc, x.position desc limit 1) l on true
     cross join lateral (${movedOf('l.id')}) moved
     where t.org_id = app_org() and t.subscription_id = $1 and t.status <> 'void'
       and t.starts_on <= $2 and t.ends_on > $2`;

/** The term of a subscription around a day; undefined when there is none. */
export function currentTerm(
  tx: Queryable,
  subscriptionId: string,
  day: LocalDate,
): Promise<CurrentTerm | undefined> {
  return tx.maybeOne<CurrentTerm>({ name: 'current_term', text: currentTermSql }, [
    subscriptionId,
    day,
  ]);
}

/** Ends one term on a day, or voids it. */
export async function endTerm(tx: Tx, id: string, end: { endsOn: LocalDate } | 'void') {
  if (end === 'void') {
    await tx.exec(`update term set status = 'void' where org_id = app_org() and id = $1`, [id]);
    return;
  }
  await tx.exec('update term set ends_on = $2 where org_id = app_org() and id = $1', [
    id,
    end.endsOn,
  ]);
}

export type LaterTerm = { id: string; startsOn: LocalDate; endsOn: LocalDate };

/** Terms that begin on or after a day, in their order. */
export function termsFrom(
  tx: Queryable,
  subscriptionId: string,
  day: LocalDate,
): Promise<LaterTerm[]> {
  return tx.query<LaterTerm>(
    `select id, starts_on as "startsOn", ends_on as "endsOn" from term
     where org_id = app_org() and subscription_id = $1 and status <> 'void' and starts_on >= $2
     order by starts_on`,
    [subscriptionId, day],
  );
}

/** Moves terms by whole days; given latest first they never overlap on the way. */
export async function moveTerms(tx: Tx, ids: readonly string[], days: number): Promise<void> {
  for (const id of ids) {
    await tx.exec(
      `update term set starts_on = starts_on + $2::int, ends_on = ends_on + $2::int
       where org_id = app_org() and id = $1`,
      [id, days],
    );
  }
}
