import { billsOf } from '../../db/billing/owedOf.ts';
import { sqlCheck } from './check.ts';

const running = "s.state not in ('cancelled', 'expired')";

const months = "case s.interval_unit when 'year' then 12 else 1 end * s.interval_count";

/** True for a date that is a boundary of the season of version `v`, by month and clamped day. */
const onSeason = (date: string) => `(
  (extract(year from ${date})::int - 2000) * 12 + extract(month from ${date})::int
    - v.season_month) % (${months}) = 0
  and extract(day from ${date}) = least(v.season_day, extract(day from
    (date_trunc('month', ${date}) + interval '1 month - 1 day')))`;

/** What plans promise: seats, uses, seasons, one invoice for what is sold once. */
export const planChecks = [
  sqlCheck(
    'seats_are_counted',
    {
      en: 'No plan has more members than seats, and the seats taken are those that are held',
      fr: "Aucune formule n'a plus de membres que de places, et les places prises sont exactes",
    },
    {
      text: `select id from plan where org_id = app_org() and capacity is not null
        and (seats_taken <> held_seats(org_id, id) or seats_taken > capacity)`,
    },
  ),
  sqlCheck(
    'pack_uses_are_counted',
    {
      en: 'No pack has more uses taken than bought, and the count is that of its uses',
      fr: "Aucun carnet n'a plus d'utilisations que d'achetées, et le compte est exact",
    },
    {
      text: `select s.id from subscription s left join lateral (
          select coalesce(sum(count), 0) as taken from pack_use u where u.org_id = app_org()
            and u.subscription_id = s.id and u.undone_at is null) u on true
        where s.org_id = app_org() and (s.uses_taken <> u.taken
          or s.uses_taken > coalesce(s.uses_granted, 0))
          and (s.uses_granted is not null or s.uses_taken > 0)`,
    },
  ),
  sqlCheck(
    'sold_once_is_billed_once',
    {
      en: 'What is sold once has one invoice at most, and none to come after it',
      fr: "Ce qui est vendu une fois n'a qu'une facture, et aucune à venir ensuite",
    },
    {
      text: `select s.id from subscription s left join lateral (
          select count(distinct i.id) as made from ${billsOf('s.id')} i
          where i.type in ('subscription', 'renewal')
            and i.status not in ('draft', 'void') and i.period_start >= coalesce((
              select max(c.effective_on) from subscription_change c where c.org_id = app_org()
                and c.subscription_id = s.id and c.applied_at is not null
                and c.withdrawn_at is null and not (c.before ->> 'once')::boolean),
              s.starts_on)) i on true
        where s.org_id = app_org() and s.once
          and (i.made > 1 or i.made = 1 and s.next_billing_on is not null)`,
    },
  ),
  sqlCheck(
    'seasons_turn_together',
    {
      en: 'Everybody on a plan with fixed dates renews on a day of its season',
      fr: 'Chacun, sur une formule à dates fixes, renouvelle un jour de sa saison',
    },
    {
      text: `select s.id from subscription s
        join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
        where s.org_id = app_org() and ${running} and v.season_day is not null
          and (not ${onSeason('s.anchor_on')} or s.next_billing_on > s.anchor_on
            and not ${onSeason('s.next_billing_on')})`,
    },
  ),
  sqlCheck(
    'set_up_fee_once',
    {
      en: 'A set-up fee is on one invoice of a subscription at most',
      fr: "Les frais d'adhésion figurent sur une seule facture par abonnement",
    },
    {
      text: `select l.subscription_id as id from invoice_line l
        join invoice i on i.org_id = app_org() and i.id = l.invoice_id and i.status <> 'void'
        where l.org_id = app_org() and l.kind = 'setup' and l.subscription_id is not null
        group by l.subscription_id having count(*) > 1`,
    },
  ),
];
