/**
 * SQL: true when subscription `u` was invoiced or changed here, after which its dates are ours and
 * neither an import nor its undo touches it.
 */
export const usedHere = `(exists (select from invoice i where i.org_id = u.org_id
    and i.subscription_id = u.id)
  or exists (select from subscription_cancellation x where x.org_id = u.org_id
    and x.subscription_id = u.id and x.cause <> 'import')
  or exists (select from subscription_pause x where x.org_id = u.org_id
    and x.subscription_id = u.id)
  or exists (select from subscription_change x where x.org_id = u.org_id
    and x.subscription_id = u.id)
  or exists (select from subscription_extension x where x.org_id = u.org_id
    and x.subscription_id = u.id))`;
