import { sqlCheck } from './check.ts';

const another = `join benefit_delivery o on o.org_id = app_org() and o.benefit_id = d.benefit_id
  and o.id <> d.id and o.void_at is null`;

/** What benefits owe: once for a period, once per member, and to whom the period is. */
export const benefitChecks = [
  sqlCheck(
    'delivered_once_per_period',
    {
      en: 'No benefit is owed twice for the same period of a subscription',
      fr: "Aucun avantage n'est dû deux fois pour la même période d'un abonnement",
    },
    {
      text: `select d.id from benefit_delivery d ${another}
          and o.subscription_id = d.subscription_id
          and o.starts_on <= d.starts_on and o.ends_on >= d.ends_on
        where d.org_id = app_org() and d.void_at is null`,
    },
  ),
  sqlCheck(
    'given_once_per_member',
    {
      en: 'A benefit that is given once is to do for nobody who has it, or is to have it, already',
      fr: "Un avantage remis une fois n'est à remettre à personne qui l'a, ou va l'avoir, déjà",
    },
    {
      text: `select d.id from benefit_delivery d
        join benefit b on b.org_id = app_org() and b.id = d.benefit_id and b.delivery = 'once'
        join subscription s on s.org_id = app_org() and s.id = d.subscription_id
        ${another}
        join subscription x on x.org_id = app_org() and x.id = o.subscription_id
          and x.contact_id = s.contact_id
        where d.org_id = app_org() and d.done_at is null and d.void_at is null`,
    },
  ),
  sqlCheck(
    'deliveries_belong_to_their_term',
    {
      en: 'What is to deliver is owed to the subscription whose period it is for',
      fr: "Ce qui est à remettre est dû à l'abonnement dont c'est la période",
    },
    {
      text: `select d.id from benefit_delivery d
        join term t on t.org_id = app_org() and t.id = d.term_id
        where d.org_id = app_org() and t.subscription_id <> d.subscription_id`,
    },
  ),
];
