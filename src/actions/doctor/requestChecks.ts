import { sqlCheck } from './check.ts';

/** Requests to join (joining.md, "New members must be approved"). */
export const requestChecks = [
  sqlCheck(
    'requests_match_subscriptions',
    {
      en: 'Who waits for approval has one open request, and nobody else has one',
      fr: "Qui attend une validation a une demande ouverte, et personne d'autre",
    },
    {
      text: `select coalesce(s.id, r.subscription_id) as id
        from (select id from subscription
          where org_id = app_org() and state = 'pending_approval') s
        full join (select subscription_id from join_request
          where org_id = app_org() and outcome is null) r on r.subscription_id = s.id
        where s.id is null or r.subscription_id is null
        union
        select s.id from join_request r
        join subscription s on s.org_id = app_org() and s.id = r.subscription_id
        where r.org_id = app_org()
          and (r.outcome in ('declined', 'withdrawn'))
            <> (s.end_cause is not distinct from 'declined')`,
    },
  ),
  sqlCheck(
    'nothing_before_approval',
    {
      en: 'Nothing is billed and no time runs before a request is approved',
      fr: "Rien n'est facturé et aucune période ne court avant l'accord",
    },
    {
      text: `select s.id from subscription s
        where s.org_id = app_org()
          and (s.state = 'pending_approval' or s.end_cause = 'declined')
          and (exists (select from term t where t.org_id = app_org() and t.subscription_id = s.id)
            or exists (select from invoice i where i.org_id = app_org()
              and i.subscription_id = s.id)
            or exists (select from invoice_cover v where v.org_id = app_org()
              and v.subscription_id = s.id))`,
    },
  ),
];
