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
    'fees_are_what_was_kept',
    {
      en: 'The booked fees are what gateways and banks said they kept, each once',
      fr: 'Les frais comptabilisés sont ce que passerelles et banques ont dit garder, une fois chacun',
    },
    {
      text: `select coalesce(l.currency, k.currency) as id
        from (select currency, sum(amount) as amount from ledger_entry
          where org_id = app_org() and account = 'fees' group by currency) l
        full join (select currency, sum(amount) as amount from (
            select currency, amount from gateway_fee where org_id = app_org()
            union all
            select currency, return_fee from sepa_debit
            where org_id = app_org() and return_fee is not null) kept group by currency) k
          on k.currency = l.currency
        where coalesce(l.amount, 0) <> coalesce(k.amount, 0)`,
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
