import type { Queryable } from '../transaction.ts';

/** One charge of the test gateway's own books beside ours; amounts in minor units. */
export type TestCharge = {
  id: string;
  at: string;
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'declined' | 'processing' | 'requires_action';
  refunded: number;
  /** What a dispute took and did not give back. */
  disputed: number;
  disputeReference: string | null;
  disputeState: string | null;
  /** The refund made last that did not come back. */
  refundId: string | null;
  /** What our books say about the same charge; null: they do not know it. */
  booked: number | null;
  bookedRefunded: number;
  bookedDisputed: number;
  paymentId: string | null;
  contactId: string | null;
  name: string | null;
  invoiceId: string | null;
  invoiceNumber: string | null;
};

/** What the test gateway really did, latest first, beside what is booked. */
export function testCharges(
  tx: Queryable,
  page: { limit: number; after?: { at: string; id: string } },
): Promise<TestCharge[]> {
  return tx.query<TestCharge>(
    `select c.idempotency_key as id, c.created_at as at, c.amount, c.currency, c.outcome,
       c.refunded, d.reference as "disputeReference", d.state as "disputeState",
       case when d.state <> 'won' then d.amount else 0 end::bigint as disputed,
       (select r.idempotency_key from test_gateway_refund r where r.org_id = app_org()
         and r.charge_key = c.idempotency_key and r.failed_reason is null
         order by r.created_at desc limit 1) as "refundId",
       p.amount as booked, p.id as "paymentId",
       coalesce((select sum(r.amount) from refund r where r.org_id = app_org()
         and r.payment_id = p.id and r.state = 'succeeded' and not r.outside), 0)::bigint
         as "bookedRefunded",
       coalesce((select sum(b.amount) from dispute b where b.org_id = app_org()
         and b.payment_id = p.id and b.state <> 'won' and not b.inquiry), 0)::bigint
         as "bookedDisputed",
       i.contact_id as "contactId", o.display_name as name, i.id as "invoiceId",
       i.number as "invoiceNumber"
     from test_gateway_charge c
     left join lateral (select * from test_gateway_dispute d where d.org_id = app_org()
       and d.charge_key = c.idempotency_key order by d.created_at desc limit 1) d on true
     left join payment_attempt a on a.org_id = app_org() and a.id = c.idempotency_key
     left join payment p on p.org_id = app_org() and p.attempt_id = a.id
     left join invoice i on i.org_id = app_org() and i.id = a.invoice_id
     left join contact o on o.org_id = app_org() and o.id = i.contact_id
     where c.org_id = app_org()
       and ($1::timestamptz is null or (c.created_at, c.idempotency_key) < ($1, $2::uuid))
     order by c.created_at desc, c.idempotency_key desc limit $3`,
    [page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
}
