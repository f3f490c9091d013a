import { sqlCheck } from './check.ts';

/** What gateways tell and list, against our books (billing-rules §8). */
export const gatewayChecks = [
  sqlCheck(
    'gateway_lists_agree',
    {
      en: "Every connected gateway's list and our books tell the same",
      fr: 'La liste de chaque passerelle connectée et nos comptes disent la même chose',
    },
    {
      text: `select reference as id from gateway_difference
        where org_id = app_org() and resolved_at is null and seen_at is null`,
    },
  ),
  sqlCheck(
    'gateway_events_are_worked_on',
    {
      en: 'No event of a gateway has been waiting for more than eight days',
      fr: "Aucun événement de passerelle n'attend depuis plus de huit jours",
    },
    {
      text: `select id from gateway_event where org_id = app_org() and processed_at is null
        and received_at < $1::timestamptz - interval '8 days'`,
      on: ({ now }) => [now],
    },
  ),
  sqlCheck(
    'sandbox_charges_test_cards_only',
    {
      en: 'A sandbox charged nothing but test cards',
      fr: "Un bac à sable n'a débité que des cartes de test",
    },
    {
      text: `select a.id from payment_attempt a, organization o
        where a.org_id = app_org() and o.id = app_org() and o.sandbox and a.gateway <> 'test'`,
    },
  ),
];
