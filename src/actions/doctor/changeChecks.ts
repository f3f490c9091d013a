import { billsOf } from '../../db/billing/owedOf.ts';
import { sqlCheck } from './check.ts';

/** Changes that wait, pauses that gave something back, and what was done to many (§4, §13). */
export const changeChecks = [
  sqlCheck(
    'changes_wait_for_the_running',
    {
      en: 'No change waits for a subscription that is over, and none for a price taken back',
      fr: "Aucun changement n'attend un abonnement terminé, ni un tarif auquel on a renoncé",
    },
    {
      text: `select c.id from subscription_change c
        join subscription s on s.org_id = app_org() and s.id = c.subscription_id
        left join price_change x on x.org_id = app_org() and x.id = c.price_change_id
        where c.org_id = app_org() and c.applied_at is null and c.withdrawn_at is null
          and (s.state in ('cancelled', 'expired') or x.undone_at is not null)`,
    },
  ),
  sqlCheck(
    'changes_are_carried_out',
    {
      en: 'A change whose next period was billed is carried out',
      fr: 'Un changement dont la période suivante est facturée est appliqué',
    },
    {
      text: `select c.id from subscription_change c
        join subscription s on s.org_id = app_org() and s.id = c.subscription_id
        where c.org_id = app_org() and c.applied_at is null and c.withdrawn_at is null
          and exists (select from ${billsOf('s.id')} i
            where i.type = 'subscription' and i.status <> 'void'
              and i.period_start >= c.effective_on and i.created_at > c.created_at)`,
    },
  ),
  sqlCheck(
    'paused_time_is_given_back_once',
    {
      en: 'While a pause that gave credit runs, no paid time is left in it',
      fr: 'Pendant une pause créditée, il ne reste pas de période payée',
    },
    {
      text: `select p.id from subscription_pause p
        join subscription s on s.org_id = app_org() and s.id = p.subscription_id
        where p.org_id = app_org() and p.resumed_on is null and p.gives_back = 'credit'
          and s.state = 'paused' and exists (select from term t where t.org_id = app_org()
            and t.subscription_id = s.id and t.status <> 'void' and t.kind <> 'granted'
            and t.ends_on > p.from_on)`,
    },
  ),
  sqlCheck(
    'bulk_actions_finish',
    {
      en: 'A bulk action that is done has nobody left who waits',
      fr: "Une action groupée terminée n'a plus personne en attente",
    },
    {
      text: `select distinct i.bulk_id as id from bulk_item i
        join work w on w.org_id = i.org_id and w.id = i.bulk_id
        where i.org_id = app_org() and i.state = 'waiting' and w.state = 'done'`,
    },
  ),
];
