import { NotFound } from '../../domain/errors.ts';
import type { Queryable } from '../transaction.ts';
import { findContact } from './contact.ts';

type Named = { id: string; name: string };
type Card = {
  brand: string;
  last4: string;
  exp_month: number | null;
  exp_year: number | null;
  expired: boolean;
};
type Around = {
  company: Named | null;
  payer: Named | null;
  labels: { id: string; name: string; by_rule: boolean }[];
  payment_method: Card | null;
  credit: { currency: string; amount: number }[];
  people: Named[];
  pays_for: Named[];
};

/** The record's head: the contact with what stands around it. Refuses with NotFound. */
export async function readRecord(tx: Queryable, id: string, today: string) {
  const contact = await findContact(tx, id);
  if (!contact) throw new NotFound();
  const around = await tx.one<Around>(aroundSql, [id, contact.company_id, contact.payer_id, today]);
  const { company_id, payer_id, user_id, invited_at, ...facts } = contact;
  const state = user_id ? 'active' : invited_at ? 'invited' : 'none';
  return { ...facts, ...around, portal: { state, invited_at } };
}

const named = `jsonb_build_object('id', c.id, 'name', c.display_name)`;

const aroundSql = `select
  (select ${named} from contact c where c.id = $2) as company,
  (select ${named} from contact c where c.id = $3) as payer,
  (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'by_rule', x.by_rule)
      order by fold(l.name)), '[]')
   from contact_label x join label l on l.org_id = x.org_id and l.id = x.label_id
   where x.contact_id = $1) as labels,
  (select jsonb_build_object('brand', m.brand, 'last4', m.last4, 'exp_month', m.exp_month,
      'exp_year', m.exp_year, 'expired', m.exp_year is not null and
        make_date(m.exp_year, m.exp_month, 1) + interval '1 month' <= $4::date)
   from payment_method m where m.payer_id = coalesce($3, $1) and m.replaced_at is null)
    as payment_method,
  (select coalesce(jsonb_agg(jsonb_build_object('currency', e.currency, 'amount', e.amount)), '[]')
   from (select currency, sum(amount) as amount from credit_entry where payer_id = $1
         group by currency having sum(amount) <> 0) e) as credit,
  (select coalesce(jsonb_agg(${named} order by fold(c.display_name)), '[]')
   from (select * from contact where company_id = $1 and deleted_at is null limit 200) c) as people,
  (select coalesce(jsonb_agg(${named} order by fold(c.display_name)), '[]')
   from (select * from contact where payer_id = $1 and deleted_at is null limit 200) c)
    as pays_for`;
