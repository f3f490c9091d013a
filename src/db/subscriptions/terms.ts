import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** A stretch [startsOn, endsOn) of a subscription; `amount` in minor units. */
export type TermRow = {
  id: string;
  subscriptionId: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  kind: 'paid' | 'free' | 'granted' | 'trial';
  amount: number;
  currency: string;
  status: 'pending' | 'active' | 'void';
  planVersionId: string;
  invoice: { id: string; number: string; status: string } | null;
};

/** The terms of some subscriptions, latest first; void ones too, they are history. */
export async function readTerms(tx: Queryable, subscriptionIds: string[]): Promise<TermRow[]> {
  return tx.query<TermRow>(
    `select t.id, t.subscription_id as "subscriptionId", t.starts_on as "startsOn",
       t.ends_on as "endsOn", t.kind, t.amount, t.currency, t.status,
       t.plan_version_id as "planVersionId",
       case when i.id is null then null else
         jsonb_build_object('id', i.id, 'number', i.number, 'status', i.status) end as invoice
     from term t left join invoice i on i.org_id = t.org_id and i.id = t.invoice_id
     where t.org_id = app_org() and t.subscription_id = any($1::uuid[])
     order by t.starts_on desc, t.id desc`,
    [subscriptionIds],
  );
}
