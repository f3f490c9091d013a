import type { DocumentFacts } from '../invoices/documentFacts.ts';
import type { Queryable } from '../transaction.ts';

type Parties = Pick<
  DocumentFacts,
  'language' | 'payerId' | 'buyer' | 'accent' | 'buyerIsCompany' | 'memberName' | 'identity'
>;

/** Who a renewal's notice is from and to, as they are now; undefined for unknown ids. */
export function noticeDocumentFacts(
  tx: Queryable,
  subscriptionId: string,
): Promise<Parties | undefined> {
  return tx.maybeOne<Parties>(
    `select coalesce(p.language, o.language) as language, s.payer_id as "payerId", o.accent,
       p.kind = 'company' as "buyerIsCompany",
       case when s.contact_id <> s.payer_id then c.display_name end as "memberName",
       jsonb_build_object('name', p.display_name, 'email', p.email, 'vat_number', p.vat_number,
         'address', coalesce(p.billing_address, p.address)) as buyer,
       coalesce(o.settings -> 'identity', '{}') || jsonb_build_object('name', o.name,
         'organization_country', o.country) as identity
     from subscription s join organization o on o.id = s.org_id
     join contact p on p.org_id = s.org_id and p.id = s.payer_id
     join contact c on c.org_id = s.org_id and c.id = s.contact_id
     where s.org_id = app_org() and s.id = $1`,
    [subscriptionId],
  );
}
