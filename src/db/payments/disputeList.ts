import type { Queryable } from '../transaction.ts';
import type { DisputeRow } from './disputes.ts';
import { disputeColumns } from './disputes.ts';

/** A dispute as pages show it. */
export type ListedDispute = DisputeRow & {
  payer: { id: string; name: string };
  contact: { id: string; name: string };
  invoice: { id: string; number: string } | null;
  /** Whom its consolidated invoices cover. */
  members: { id: string; name: string }[];
  /** Minor units still owed on its invoices. */
  owed: number;
};

/** `open`: the bank has not decided. `decide`: lost, and staff have not decided. */
export type DisputeFilter = {
  state: 'open' | 'decide' | 'over' | 'all';
  contactId: string | null;
  id: string | null;
};

const conditions: Record<DisputeFilter['state'], string> = {
  open: `d.state in ('needs_response', 'under_review')`,
  decide: `d.state = 'lost' and d.aftermath is null and owed.amount > 0`,
  over: `d.state in ('won', 'lost')`,
  all: 'true',
};

const owed = `left join lateral (select sum(i.balance)::bigint as amount from invoice i
    where i.org_id = app_org() and i.status = 'open' and i.id in (
      select l.invoice_id from dispute_place l where l.org_id = app_org()
        and l.dispute_id = d.id and l.released_at is null)) owed on true`;

/** Disputes, those with the nearest deadline first, then the latest. */
export function listDisputes(
  tx: Queryable,
  filter: DisputeFilter,
  page: { limit: number; offset: number },
): Promise<ListedDispute[]> {
  return tx.query<ListedDispute>(
    `select ${disputeColumns}, coalesce(owed.amount, 0) as owed,
       jsonb_build_object('id', y.id, 'name', y.display_name) as payer,
       jsonb_build_object('id', c.id, 'name', c.display_name) as contact,
       case when i.id is not null then jsonb_build_object('id', i.id, 'number', i.number) end
         as invoice,
       array(select jsonb_build_object('id', m.id, 'name', m.display_name)
         from allocation al join invoice_cover v on v.org_id = app_org()
           and v.invoice_id = al.invoice_id
         join contact m on m.org_id = app_org() and m.id = v.contact_id
         where al.org_id = app_org() and al.payment_id = p.id
         group by m.id, m.display_name order by m.display_name, m.id) as members
     from dispute d
     join payment p on p.org_id = app_org() and p.id = d.payment_id
     join contact y on y.org_id = app_org() and y.id = p.payer_id
     left join lateral (select i.* from allocation al join invoice i on i.org_id = app_org()
       and i.id = al.invoice_id where al.org_id = app_org() and al.payment_id = p.id
       order by i.due_on, i.id limit 1) i on true
     join contact c on c.org_id = app_org() and c.id = coalesce(i.contact_id, p.payer_id)
     ${owed}
     where d.org_id = app_org() and ${conditions[filter.state]}
       and ($1::uuid is null or c.id = $1 or y.id = $1 or exists (
         select from allocation al join invoice_cover v on v.org_id = app_org()
           and v.invoice_id = al.invoice_id and v.contact_id = $1
         where al.org_id = app_org() and al.payment_id = p.id)) and ($2::uuid is null or d.id = $2)
     order by d.state in ('needs_response', 'under_review') desc,
       case when d.state in ('needs_response', 'under_review') then d.respond_by end,
       d.opened_at desc, d.id limit $3 offset $4`,
    [filter.contactId, filter.id, page.limit, page.offset],
  );
}

/** How many disputes are in each part of the page. */
export function countDisputes(
  tx: Queryable,
): Promise<Record<Exclude<DisputeFilter['state'], 'all'>, number>> {
  return tx.one(
    `select count(*) filter (where ${conditions.open})::int as open,
       count(*) filter (where ${conditions.decide})::int as decide,
       count(*) filter (where ${conditions.over})::int as over
     from dispute d ${owed} where d.org_id = app_org()`,
  );
}
