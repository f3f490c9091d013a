import type { Queryable } from '../transaction.ts';

/** What an organization bills with: of its plans first, the most used before the others. */
export type DraftChoices = {
  /** Percent as exact decimal text, "20" or "5+9.975". */
  taxRates: string[];
  currencies: string[];
};

/** Tax rates and currencies to offer for an invoice by hand; empty where none was ever used. */
export async function draftChoices(tx: Queryable): Promise<DraftChoices> {
  return tx.one<DraftChoices>(
    `select array(select rate from (
         select v.tax_rate::text as rate, 0 as place from plan p
         join plan_version v on v.org_id = p.org_id and v.id = p.current_version_id
         where p.org_id = app_org() and p.kind <> 'free' and p.deleted_at is null
         union all
         select line ->> 'taxRate', 1 from invoice_draft d, jsonb_array_elements(d.lines) line
         where d.org_id = app_org()
         union all
         select l.tax_rate::text, 2 from (select org_id, id from invoice
             where org_id = app_org() and type = 'manual'
             order by issued_on desc, id desc limit 50) i
         join invoice_line l on l.org_id = i.org_id and l.invoice_id = i.id
           and l.tax_rate <> 'reverse_charge'
       ) used group by rate order by min(place), count(*) desc, rate limit 12) as "taxRates",
       array(select currency from (
         select currency::text from price where org_id = app_org()
         union all
         select currency::text from invoice_draft where org_id = app_org()
       ) used group by currency order by count(*) desc, currency limit 12) as currencies`,
  );
}
