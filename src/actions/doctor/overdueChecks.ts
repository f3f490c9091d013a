import { isAskedForSql, takenBackSql } from '../../db/billing/late.ts';
import { isDisputedSql } from '../../db/payments/disputes.ts';
import { sqlCheck } from './check.ts';
import { unresolved } from './paymentChecks.ts';

const chargeMails = `array['declined_first', 'declined_again', 'declined_last_warning',
  'hard_declined', 'retry_announced']`;
const failureMails = `array['declined_first', 'declined_again', 'declined_last_warning',
  'hard_declined', 'reminder']`;

/** Overdue cases beside subscriptions and invoices (billing-rules §9, spec/overdue.md). */
export const overdueChecks = [
  sqlCheck(
    'following_cases_have_their_lead',
    {
      en: 'A case of a subscription on a consolidated invoice is open only while that invoice is chased',
      fr: "Le dossier d'un abonnement sur une facture groupée n'est ouvert que si elle est relancée",
    },
    {
      text: `select c.id from overdue_case c
        join overdue_case l on l.org_id = app_org() and l.id = c.lead_id
        where c.org_id = app_org() and (c.invoice_id <> l.invoice_id or l.lead_id is not null
          or c.state = 'open' and l.state <> 'open'
          or not exists (select from invoice_cover v where v.org_id = app_org()
            and v.invoice_id = c.invoice_id and v.subscription_id = c.subscription_id))`,
    },
  ),
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
          or s.state in ('active', 'trialing', 'paused') and c.subscription_id is not null)`,
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
    'failed_charge_has_a_case',
    {
      en: 'Every recurring charge that failed has an overdue case',
      fr: 'Chaque paiement récurrent refusé a son dossier',
    },
    {
      text: `select a.id from payment_attempt a
        join invoice i on i.org_id = app_org() and i.id = a.invoice_id
        where a.org_id = app_org() and a.state = 'declined' and a.cause in ('billing', 'retry')
          and i.type <> 'manual' and i.status = 'open'
          and not exists (select from overdue_case c where c.org_id = app_org()
            and c.invoice_id = a.invoice_id)
          -- refused while it was paused: it is chased when the pause is over, or never
          and not exists (select from subscription_pause p where p.org_id = app_org()
            and (p.subscription_id = i.subscription_id or p.subscription_id in (
              select v.subscription_id from invoice_cover v where v.org_id = app_org()
                and v.invoice_id = i.id))
            and coalesce(p.resumed_on, 'infinity') >= i.due_on)
          -- paid meanwhile and taken back since: the next day chases it anew
          and not exists (select from ${takenBackSql('i')} t)`,
    },
  ),
  sqlCheck(
    'late_is_chased',
    {
      en: 'What a subscription owes past its due date is charged or chased, also when it is over',
      fr: "Ce qu'un abonnement doit après l'échéance est débité ou relancé, même terminé",
    },
    {
      // "closed": staff or the member decided that nobody chases it.
      text: `select i.id from invoice i
        join organization o on o.id = i.org_id and i.due_on < o.billed_until
        cross join lateral (select exists (select from ${takenBackSql('i')} t) as back) b
        where i.org_id = app_org() and i.status = 'open' and i.balance > 0
          and (exists (select from subscription s where s.org_id = app_org()
              and s.id = i.subscription_id and ${isAskedForSql('s', 'b.back')})
            or exists (select from invoice_cover v
              join subscription s on s.org_id = app_org() and s.id = v.subscription_id
              where v.org_id = app_org() and v.invoice_id = i.id
                and ${isAskedForSql('s', 'b.back')}))
          -- taken back since the last billing day: the next one asks for it
          and not exists (select from ${takenBackSql('i')} t where t.at::date >= o.billed_until)
          and not exists (select from overdue_case c where c.org_id = app_org()
            and c.invoice_id = i.id and (c.state = 'open' or c.state = 'closed'
              and not c.set_aside))
          and not exists (select from payment_attempt a where a.org_id = app_org()
            and a.invoice_id = i.id and a.state in ${unresolved})
          and not ${isDisputedSql('i.id')}`,
    },
  ),
  sqlCheck(
    'unpaid_end_leaves_nothing_open',
    {
      en: 'What ended unpaid leaves no invoice open that nobody chases',
      fr: 'Ce qui a pris fin impayé ne laisse ouverte aucune facture que personne ne relance',
    },
    {
      // Money that was taken back since is a new claim: the check above.
      text: `select i.id from invoice i
        join subscription s on s.org_id = app_org() and s.id = i.subscription_id
          and s.state = 'cancelled' and s.end_cause = 'unpaid' and i.issued_on <= s.ends_on
        where i.org_id = app_org() and i.status = 'open' and i.balance > 0
          and not exists (select from overdue_case c where c.org_id = app_org()
            and c.invoice_id = i.id and (c.state = 'open' or c.state = 'closed'
              and not c.set_aside))
          and not exists (select from payment_attempt a where a.org_id = app_org()
            and a.invoice_id = i.id and a.state in ${unresolved})
          and not exists (select from ${takenBackSql('i')} t)
          and not exists (select from dispute_place l where l.org_id = app_org()
            and l.invoice_id = i.id and l.released_at is null)`,
    },
  ),
  sqlCheck(
    'never_ended_untried',
    {
      en: 'No subscription ended unpaid without a charge that failed (or a reminder) and a message',
      fr: "Aucun abonnement n'a pris fin impayé sans refus (ou rappel) ni message",
    },
    {
      // One of the cases that ended with a subscription had its tries. A payer's own case of a
      // shared invoice ends nothing: those of the members that follow it do.
      text: `select min(c.id::text)::uuid as id from overdue_case c
        join contact p on p.org_id = app_org() and p.id = c.payer_id and p.deleted_at is null
        where c.org_id = app_org() and c.state = 'lost' and c.subscription_id is not null
        group by c.subscription_id, c.closed_on
        having not bool_or((c.policy ->> 'mode' = 'invoice'
            or exists (select from payment_attempt a
              left join sepa_debit d on d.org_id = app_org() and d.attempt_id = a.id
              where a.org_id = app_org() and a.invoice_id = c.invoice_id
                and (a.state = 'declined' or d.returned_on is not null)))
          and exists (select from message m where m.org_id = app_org()
            and m.contact_id = c.payer_id and m.template = any(${failureMails})
            and m.created_at > c.opened_at - interval '23 hours'
            and m.created_at <= c.closed_at))`,
    },
  ),
  sqlCheck(
    'steps_follow_the_policy',
    {
      en: 'The steps of a case are those of the schedule it began with; each other date has its move',
      fr: "Les étapes d'un dossier sont celles de son calendrier ; toute autre date est justifiée",
    },
    {
      text: `select c.id from overdue_case c
        left join lateral (
          select array_agg(s.planned_on - c.first_failed_on order by s.position)
              filter (where s.planned_on is not null and s.kind <> 'final') as planned,
            bool_or(s.due_on is distinct from s.planned_on) as moved,
            count(*) filter (where s.kind = 'final') as ends
          from overdue_step s where s.org_id = app_org() and s.case_id = c.id) s on true
        where c.org_id = app_org() and c.lead_id is null and (s.ends is distinct from 1
          or to_jsonb(s.planned) is distinct from c.policy -> 'offsets'
          or s.moved and not exists (select from overdue_move m
            where m.org_id = app_org() and m.case_id = c.id))`,
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
          from message where org_id = app_org() and template = any(${chargeMails})) m
        where created_at - before < interval '23 hours'`,
    },
  ),
];
