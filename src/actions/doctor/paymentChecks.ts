import { sqlCheck } from './check.ts';

/** States of a charge whose end is not known yet. */
export const unresolved = `('created', 'sent', 'requires_action', 'processing', 'unknown')`;

/** Charges, payments, refunds, and what the test gateway remembers (billing-rules §7, §10). */
export const paymentChecks = [
  sqlCheck(
    'one_success_per_cycle',
    {
      en: 'No invoice was charged twice for what was owed once',
      fr: "Aucune facture n'a été débitée deux fois pour ce qui n'était dû qu'une fois",
    },
    {
      // A second charge is right only after money on the invoice was taken back. The cycle alone
      // does not show it: whatever comes late begins another. Nobody gives up on a charge within
      // five minutes, so a second one in that time was made beside it.
      text: `select distinct b.invoice_id as id from payment_attempt a
        join payment_attempt b on b.org_id = app_org() and b.invoice_id = a.invoice_id
          and b.id > a.id and b.state = 'succeeded'
        where a.org_id = app_org() and a.state = 'succeeded'
          and (b.cycle = a.cycle or b.created_at >= a.resolved_at
            or b.created_at < a.created_at + interval '5 minutes')
          and (b.cycle = a.cycle or not exists (select from allocation al
            join payment p on p.org_id = app_org() and p.id = al.payment_id
            where al.org_id = app_org() and al.invoice_id = a.invoice_id
              and least(p.reversed_at, al.reversed_at) between a.created_at and b.created_at)
            and not exists (select from credit_entry c where c.org_id = app_org()
              and c.invoice_id = a.invoice_id and c.cause = 'returned'
              and c.created_at between a.created_at and b.created_at)
            and not exists (select from dispute_place l where l.org_id = app_org()
              and l.invoice_id = a.invoice_id
              and l.created_at between a.created_at and b.created_at))`,
    },
  ),
  sqlCheck(
    'charged_within_total',
    {
      en: 'What charges brought onto an invoice is never more than it asks for',
      fr: "Ce que les débits ont mis sur une facture ne dépasse jamais ce qu'elle demande",
    },
    {
      // What came late and became credit is not on the invoice (billing-rules §7), nor is what a
      // bank holds for its payer (§8).
      text: `select i.id from payment_attempt a
        join invoice i on i.org_id = app_org() and i.id = a.invoice_id
        join payment p on p.org_id = app_org() and p.attempt_id = a.id
        join allocation al on al.org_id = app_org() and al.payment_id = p.id
          and al.invoice_id = i.id and al.reversed_at is null
        where a.org_id = app_org() and a.state = 'succeeded'
        group by i.id, i.total having sum(al.amount) > i.total + (
          select coalesce(sum(l.amount), 0) from dispute_place l where l.org_id = app_org()
            and l.invoice_id = i.id and l.released_at is null)`,
    },
  ),
  sqlCheck(
    'one_open_attempt',
    {
      en: 'An invoice has at most one charge without an answer',
      fr: 'Une facture a au plus un débit sans réponse',
    },
    {
      text: `select invoice_id as id from payment_attempt
        where org_id = app_org() and state in ${unresolved}
        group by invoice_id having count(*) > 1`,
    },
  ),
  sqlCheck(
    'one_automatic_attempt_a_day',
    {
      en: 'An invoice is tried by itself at most once a day',
      fr: "Une facture est tentée d'elle-même au plus une fois par jour",
    },
    {
      text: `select distinct invoice_id as id from payment_attempt
        where org_id = app_org() and cause in ('billing', 'retry')
        group by invoice_id, local_day having count(*) > 1`,
    },
  ),
  sqlCheck(
    'success_has_its_payment',
    {
      en: 'Every successful charge has exactly its payment, and no other charge has one',
      fr: "Chaque débit réussi a exactement son paiement, et aucun autre n'en a",
    },
    {
      text: `select coalesce(a.id, p.attempt_id) as id
        from (select * from payment_attempt where org_id = app_org() and state = 'succeeded') a
        full join (select attempt_id, currency, sum(amount) as amount, count(*) as count
          from payment where org_id = app_org() and attempt_id is not null
          group by attempt_id, currency) p on p.attempt_id = a.id
        where a.id is null or p.attempt_id is null or p.count <> 1
          or (a.amount, a.currency) is distinct from (p.amount, p.currency)`,
    },
  ),
  sqlCheck(
    'received_is_placed_once',
    {
      en: 'Every received amount is placed exactly once',
      fr: 'Chaque montant reçu est placé exactement une fois',
    },
    {
      text: `select p.id from payment p left join (
          select payment_id, sum(amount) as amount from allocation
          where org_id = app_org() and reversed_at is null group by payment_id) a
          on a.payment_id = p.id
        where p.org_id = app_org() and coalesce(a.amount, 0)
          <> case when p.reversed_at is null then p.amount else 0 end`,
    },
  ),
  sqlCheck(
    'refunds_within_payments',
    {
      en: 'No payment is refunded beyond what it brought',
      fr: "Aucun paiement n'est remboursé au-delà de ce qu'il a apporté",
    },
    {
      text: `select p.id from refund r
        join payment p on p.org_id = app_org() and p.id = r.payment_id
        where r.org_id = app_org() and r.state <> 'failed'
        group by p.id, p.amount having sum(r.amount) > p.amount`,
    },
  ),
  sqlCheck(
    'gateway_agrees_on_charges',
    {
      en: 'The test gateway charged what our books say, and nothing else',
      fr: "La passerelle de test a débité ce que disent nos comptes, et rien d'autre",
    },
    {
      text: `select coalesce(g.idempotency_key, a.id) as id
        from (select * from test_gateway_charge
          where org_id = app_org() and outcome = 'succeeded') g
        full join (select * from payment_attempt where org_id = app_org() and gateway = 'test') a
          on a.id = g.idempotency_key
        where case when a.id is null then true
          when g.idempotency_key is null then a.state = 'succeeded'
          else a.state not in ('succeeded', 'created', 'sent', 'requires_action', 'processing',
              'unknown') or (a.amount, a.currency) is distinct from (g.amount, g.currency) end`,
    },
  ),
  sqlCheck(
    'gateway_agrees_on_refunds',
    {
      en: 'The test gateway gave back what our books say, and nothing else',
      fr: "La passerelle de test a rendu ce que disent nos comptes, et rien d'autre",
    },
    {
      text: `select coalesce(g.idempotency_key, r.id) as id
        from (select * from test_gateway_refund
          where org_id = app_org() and failed_reason is null) g
        full join (select r.* from refund r
          join payment p on p.org_id = app_org() and p.id = r.payment_id and p.gateway = 'test'
          where r.org_id = app_org() and not r.outside) r on r.id = g.idempotency_key
        where case when r.id is null then true
          when g.idempotency_key is null then r.state = 'succeeded'
          else r.state = 'failed' or r.amount <> g.amount end`,
    },
  ),
  sqlCheck(
    'unknown_is_asked_about',
    {
      en: 'No charge has been waiting for an answer longer than the questions allow',
      fr: "Aucun débit n'attend une réponse plus longtemps que prévu",
    },
    {
      text: `select id from payment_attempt where org_id = app_org()
        and state in ('created', 'sent', 'processing', 'unknown')
        and coalesce(ask_at, created_at) < $1::timestamptz - interval '2 days'`,
      on: ({ now }) => [now],
    },
  ),
];
