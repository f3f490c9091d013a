import type { RenewalState } from '../../domain/renewals/states.ts';
import type { Queryable } from '../transaction.ts';

export type PortalRenewal = {
  id: string;
  subscription_id: string;
  state: RenewalState;
  plan_name: string;
  /** Last day of the running term. */
  last_day: string;
};

/** What somebody is asked, or has to settle, of their subscriptions and those they pay for. */
export function portalRenewals(tx: Queryable, contactId: string): Promise<PortalRenewal[]> {
  return tx.query<PortalRenewal>(
    `select r.id, r.subscription_id, r.state, v.name as plan_name, r.ends_on - 1 as last_day
     from renewal r
     join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
       and $1 in (s.contact_id, s.payer_id)
     join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
     where r.org_id = app_org() and r.sent_at is not null and r.policy = 'notice'
       and r.state in ('sent', 'change_requested', 'intervention', 'approved')
     order by r.ends_on, r.id`,
    [contactId],
  );
}
