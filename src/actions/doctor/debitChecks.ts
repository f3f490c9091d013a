import { sqlCheck } from './check.ts';

/** Direct debits that go to the bank as files (docs/payments.md). */
export const debitChecks = [
  sqlCheck(
    'debit_files_add_up',
    {
      en: 'Every file for the bank asks for what its debits and their attempts ask for',
      fr: 'Chaque fichier bancaire demande ce que demandent ses prélèvements et leurs tentatives',
    },
    {
      text: `select b.id from sepa_batch b
        left join sepa_debit d on d.org_id = b.org_id and d.batch_id = b.id
        left join payment_attempt a on a.org_id = d.org_id and a.id = d.attempt_id
        where b.org_id = app_org() and b.state <> 'cancelled'
        group by b.id, b.count, b.total
        having count(a.id) <> b.count or coalesce(sum(a.amount), 0) <> b.total
          or coalesce(sum(d.amount), 0) <> b.total`,
    },
  ),
  sqlCheck(
    'cancelled_files_hold_nothing',
    {
      en: 'No debit is in a file that was cancelled',
      fr: "Aucun prélèvement n'est dans un fichier annulé",
    },
    {
      text: `select d.attempt_id as id from sepa_debit d
        join sepa_batch b on b.org_id = d.org_id and b.id = d.batch_id
        where d.org_id = app_org() and b.state = 'cancelled'`,
    },
  ),
  sqlCheck(
    'debits_use_their_payers_mandate',
    {
      en: "No debit is made under somebody else's mandate",
      fr: "Aucun prélèvement n'utilise le mandat d'une autre personne",
    },
    {
      text: `select d.attempt_id as id from sepa_debit d
        join payment_attempt a on a.org_id = d.org_id and a.id = d.attempt_id
        join sepa_mandate m on m.org_id = d.org_id and m.id = d.mandate_id
        where d.org_id = app_org() and (a.payer_id <> m.payer_id or d.payer_id <> m.payer_id
          or a.gateway <> 'sepa')`,
    },
  ),
  sqlCheck(
    'debits_say_what_attempts_say',
    {
      en: 'What became of each debit is what became of its attempt and payment',
      fr: 'Le sort de chaque prélèvement est celui de sa tentative et de son paiement',
    },
    {
      text: `select a.id from payment_attempt a
        left join sepa_debit d on d.org_id = a.org_id and d.attempt_id = a.id
        left join payment p on p.org_id = a.org_id and p.attempt_id = a.id
        where a.org_id = app_org() and a.gateway = 'sepa' and case
          when a.state = 'succeeded' then d.settled_on is null
            or (d.returned_on is not null) <> (p.reversed_at is not null)
          when a.state = 'declined' then d.attempt_id is not null and d.settled_on is not null
            or d.returned_on is null and d.withdrawn_on is null and d.attempt_id is not null
          when a.state = 'processing' then d.attempt_id is null or d.settled_on is not null
            or d.returned_on is not null or d.withdrawn_on is not null
          else false end`,
    },
  ),
  sqlCheck(
    'payers_by_mandate_have_one',
    {
      en: 'Whoever pays by SEPA debit has a mandate that did not end',
      fr: "Qui paie par prélèvement SEPA a un mandat qui n'est pas terminé",
    },
    {
      text: `select p.id from payment_method p
        left join sepa_mandate m on m.org_id = p.org_id and m.id::text = p.token
          and m.payer_id = p.payer_id and m.ended_at is null
        where p.org_id = app_org() and p.gateway = 'sepa' and p.replaced_at is null
          and m.id is null`,
    },
  ),
];
