import { undecidedSql } from '../../db/renewals/coming.ts';
import { sqlCheck } from './check.ts';

/** Renewals (renewals.md): who is asked, and what follows from the answer. */
export const renewalChecks = [
  sqlCheck(
    'asked_as_the_plan_says',
    {
      en: 'Whoever has a plan that asks first is asked, and nobody else, but by a rule of their own',
      fr: 'Qui a une formule avec accord préalable est interrogé, et lui seul, sauf règle propre',
    },
    {
      text: `select s.id from subscription s
        join plan p on p.org_id = app_org() and p.id = s.plan_id
        where s.org_id = app_org() and s.state not in ('cancelled', 'expired')
          and (s.asked_from is null)
            <> (s.once or coalesce(s.auto_renews, p.renewal_policy = 'invoice'))`,
    },
  ),
  sqlCheck(
    'renewals_ask_about_the_next_term',
    {
      en: 'An open renewal asks about the term that is running, which nothing was billed after',
      fr: 'Un renouvellement en cours porte sur la période actuelle, la dernière facturée',
    },
    {
      text: `select r.id from renewal r
        join subscription s on s.org_id = app_org() and s.id = r.subscription_id
        where r.org_id = app_org()
          and r.state in ${undecidedSql}
          and s.state in ('trialing', 'active', 'overdue') and s.asked_from is not null
          and s.next_billing_on is distinct from r.ends_on`,
    },
  ),
  sqlCheck(
    'approved_renewals_have_their_term',
    {
      en: 'An approved renewal has its invoice, which is not settled, and a term that waits for it',
      fr: 'Un renouvellement accepté a sa facture, à régler, et une période qui en dépend',
    },
    {
      text: `select r.id from renewal r
        join subscription s on s.org_id = app_org() and s.id = r.subscription_id
          and s.state not in ('cancelled', 'expired')
        left join invoice i on i.org_id = app_org() and i.id = r.invoice_id
        where r.org_id = app_org() and r.state = 'approved'
          and (i.id is null or i.type <> 'renewal' or i.status = 'paid'
            or i.status = 'open' and not exists (select from term t where t.org_id = app_org()
              and t.invoice_id = i.id and t.status = 'pending' and t.starts_on >= r.ends_on))`,
    },
  ),
];
