/** SQL: whether contact `c` waits for approval and never had, paid or owed anything else. */
export const isApplicant = `c.id is not null and exists (select from subscription w
    where w.org_id = c.org_id and w.contact_id = c.id and w.state = 'pending_approval')
  and not exists (select from subscription w where w.org_id = c.org_id
    and c.id in (w.contact_id, w.payer_id)
    and w.state <> 'pending_approval' and w.end_cause is distinct from 'declined')
  and not exists (select from invoice i where i.org_id = c.org_id and i.payer_id = c.id)`;
