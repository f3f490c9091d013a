/**
 * The currency a contact's amounts are in: of the dearest running subscription, else the latest
 * one, else of what an import brought, else the organization's.
 */
export const currencyOf = `coalesce((
    select s.currency from subscription s
    where s.org_id = c.org_id and s.contact_id = c.id
    order by s.state not in ('cancelled', 'expired', 'pending_approval') desc,
      s.amount * s.quantity desc, s.id desc
    limit 1), c.opening_currency, o.currency)`;
