import type { Queryable } from '../transaction.ts';

/** What has settled an invoice and sits on it still; minor units. */
export type SettledParts = {
  /** From the payer's credit; below zero where a change of plan gave some of the money back. */
  fromCredit: number;
  /** Latest first; without what was refunded, or a bank holds. */
  payments: { paymentId: string; amount: number }[];
};

/** Where the settled part of an invoice came from. */
export async function settledParts(tx: Queryable, invoiceId: string): Promise<SettledParts> {
  const { fromCredit } = await tx.one<{ fromCredit: number }>(
    `select coalesce(-sum(amount), 0)::bigint as "fromCredit" from credit_entry
     where org_id = app_org() and invoice_id = $1`,
    [invoiceId],
  );
  const payments = await tx.query<{ paymentId: string; amount: number }>(
    `select * from (
       select p.id as "paymentId", (sum(a.amount)
         - coalesce((select sum(r.amount) from refund r where r.org_id = p.org_id
             and r.payment_id = p.id and r.invoice_id = $1 and r.state <> 'failed'), 0)
         - coalesce((select sum(l.amount) from dispute d
             join dispute_place l on l.org_id = d.org_id and l.dispute_id = d.id
             where d.org_id = p.org_id and d.payment_id = p.id and l.invoice_id = $1
               and l.released_at is null), 0))::bigint as amount
       from allocation a join payment p on p.org_id = a.org_id and p.id = a.payment_id
       where a.org_id = app_org() and a.invoice_id = $1 and a.reversed_at is null
       group by p.org_id, p.id, p.received_at order by p.received_at desc, p.id desc) part
     where amount > 0`,
    [invoiceId],
  );
  return { fromCredit, payments };
}
