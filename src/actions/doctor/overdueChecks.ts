import { sqlCheck } from './check.ts';

/** Overdue cases beside subscriptions and invoices (billing-rules §9, spec/overdue.md). */
export const overdueChecks = [
  sqlCheck(
    'overdue_has_an_open_case',
    {
      en: 'An overdue subscription has an open case, one in good standing has none',
      fr: "Un abonnement impayé a un dossier ouvert, un abonnement en règle n'en a pas",
    },
    {
      text: `select s.id from subscription s
        left join (select distinct subscription_id from overdue_case
          where org_id = app_org() and state = 'open') c on c.subscription_id = s.id
        where s.org_id = app_org() and (s.state = 'overdue' and c.subscription_id is null
          or s.state in ('active', 'trialing') and c.subscription_id is not null)`,
    },
  ),
  sqlCheck(
    'open_case_is_owed',
    {
      en: 'An open case is about an invoice that is still open',
      fr: 'Un dossier ouvert porte sur une facture encore ouverte',
    },
    {
      text: `select c.id from overdue_case c
        join invoice i on i.org_id = app_org() and i.id = c.invoice_id
        where c.org_id = app_org() and c.state = 'open' and i.status <> 'open'`,
    },
  ),
  sqlCheck(
    'never_ended_untried',
    {
      en: 'No case was lost without a charge or a reminder, and a message',
      fr: "Aucun dossier n'a été perdu sans débit ni relance, et sans message",
    },
    {
      text: `select c.id from overdue_case c
        where c.org_id = app_org() and c.state = 'lost'
          and not exists (select from payment_attempt a where a.org_id = app_org()
            and a.invoice_id = c.invoice_id)
          and not exists (select from overdue_step s where s.org_id = app_org()
            and s.case_id = c.id and s.done_at is not null)`,
    },
  ),
  sqlCheck(
    'one_failure_mail_in_23_hours',
    {
      en: 'Nobody got two e-mails about failed payments within 23 hours',
      fr: "Personne n'a reçu deux e-mails d'échec de paiement en moins de 23 heures",
    },
    {
      text: `select id from (select id, created_at, lag(created_at) over (
            partition by contact_id order by created_at) as before
          from message where org_id = app_org() and template in ('declined_first',
            'declined_again', 'declined_last_warning', 'hard_declined')) m
        where created_at - before < interval '23 hours'`,
    },
  ),
];
