import { movedOf } from '../../db/payments/movedCredits.ts';
import { proformaSeries } from '../../domain/billing/proforma.ts';
import { sqlCheck } from './check.ts';

/** Issued invoices, notices (also those that became invoices) and credit notes, with numbers. */
const documents = `select id, series, year, serial, issued_on, false as note from invoice
    where org_id = app_org() and serial is not null
  union all select id, '${proformaSeries}', proforma_year, proforma_serial, proforma_on, false
    from invoice where org_id = app_org() and proforma_serial is not null
  union all select id, series, year, serial, issued_on, true from credit_note
    where org_id = app_org()`;

/** Invoices, lines, credit notes and their numbers (billing-rules §5, §10). */
export const invoiceChecks = [
  sqlCheck(
    'numbers_have_no_gap',
    {
      en: 'Numbers of each series and year run from 1 without a gap',
      fr: 'Les numéros de chaque série et année vont de 1 au dernier sans trou',
    },
    {
      text: `select coalesce(n.series, d.series) || ' ' || coalesce(n.year, d.year) as id
        from (select * from number_series where org_id = app_org() and last_number > 0) n
        full join (select series, year, count(*) as count, count(distinct serial) as distinct,
            min(serial) as first, max(serial) as last
          from (${documents}) every group by series, year) d
          on d.series = n.series and d.year = n.year
        where d.count is distinct from n.last_number or d.distinct <> d.count or d.first <> 1
          or d.last <> n.last_number`,
    },
  ),
  sqlCheck(
    'numbers_follow_dates',
    {
      en: 'The order of numbers is the order of issue, each in its year',
      fr: "L'ordre des numéros est celui de l'émission, chacun dans son année",
    },
    {
      text: `select id from (select id, year, issued_on, lag(issued_on) over (
            partition by series, year order by serial) as before from (${documents}) every) d
        where before > issued_on or year <> extract(year from issued_on)`,
    },
  ),
  sqlCheck(
    'invoice_is_its_lines',
    {
      en: 'The totals of each invoice are the sums of its lines',
      fr: 'Les totaux de chaque facture sont les sommes de ses lignes',
    },
    {
      text: `select i.id from invoice i left join (
          select invoice_id, sum(net) as net, sum(tax) as tax, sum(total) as total
          from invoice_line where org_id = app_org() group by invoice_id) l on l.invoice_id = i.id
        where i.org_id = app_org() and (i.net, i.tax, i.total)
          is distinct from (coalesce(l.net, 0), coalesce(l.tax, 0), coalesce(l.total, 0))`,
    },
  ),
  sqlCheck(
    'consolidated_covers_its_lines',
    {
      en: 'What a consolidated invoice covers of each subscription is the sum of its lines',
      fr: "Ce qu'une facture groupée couvre de chaque abonnement est la somme de ses lignes",
    },
    {
      text: `with said as (select invoice_id, subscription_id, total from invoice_cover
          where org_id = app_org()),
        made as (select l.invoice_id, l.subscription_id, sum(l.total)::bigint as total
          from invoice i join invoice_line l on l.org_id = i.org_id and l.invoice_id = i.id
          where i.org_id = app_org() and i.subscription_id is null and i.type <> 'manual'
          group by l.invoice_id, l.subscription_id)
        select distinct coalesce(s.invoice_id, m.invoice_id) as id
        from said s full join made m using (invoice_id, subscription_id)
        where s.total is distinct from m.total`,
    },
  ),
  sqlCheck(
    'credit_note_is_its_lines',
    {
      en: 'The totals of each credit note are the sums of its lines',
      fr: 'Les totaux de chaque avoir sont les sommes de ses lignes',
    },
    {
      text: `select n.id from credit_note n left join (
          select credit_note_id, sum(net) as net, sum(tax) as tax, sum(total) as total
          from credit_note_line where org_id = app_org() group by credit_note_id) l
          on l.credit_note_id = n.id
        where n.org_id = app_org() and (n.net, n.tax, n.total)
          is distinct from (coalesce(l.net, 0), coalesce(l.tax, 0), coalesce(l.total, 0))`,
    },
  ),
  sqlCheck(
    'credits_within_lines',
    {
      en: 'No line is credited beyond its own amounts',
      fr: "Aucune ligne n'est créditée au-delà de ses propres montants",
    },
    {
      text: `select l.id from credit_note_line n
        join invoice_line l on l.org_id = app_org() and l.id = n.invoice_line_id
        where n.org_id = app_org() group by l.id, l.net, l.tax, l.total
        having sum(n.total) not between least(l.total, 0) and greatest(l.total, 0)
          or sum(n.net) not between least(l.net, 0) and greatest(l.net, 0)
          or sum(n.tax) not between least(l.tax, 0) and greatest(l.tax, 0)`,
    },
  ),
  sqlCheck(
    'moved_within_lines',
    {
      en: 'What a change of plan credits elsewhere is not given back a second time',
      fr: "Ce qu'un changement de formule crédite ailleurs n'est pas rendu une seconde fois",
    },
    {
      // The tax of another document may be rounded a cent otherwise.
      text: `select l.id from (
          select distinct credits_line_id as id from invoice_line
          where org_id = app_org() and credits_line_id is not null) credited
        join invoice_line l on l.org_id = app_org() and l.id = credited.id
        cross join lateral (${movedOf('l.id')}) moved
        where moved.total < 0 or moved.total + (select coalesce(sum(n.total), 0)
            from credit_note_line n where n.org_id = app_org() and n.invoice_line_id = l.id)
          > l.total + 1`,
    },
  ),
  sqlCheck(
    'settled_is_what_came',
    {
      en: 'What is settled on an invoice is what was paid and credited to it, less refunds and disputes',
      fr: "Le réglé d'une facture est le payé et l'imputé, moins le remboursé et le contesté",
    },
    {
      text: `select i.id from invoice i left join (
          select invoice_id, sum(amount) as amount from (
            select invoice_id, amount from allocation
            where org_id = app_org() and invoice_id is not null and reversed_at is null
            union all
            select invoice_id, -amount from credit_entry
            where org_id = app_org() and invoice_id is not null
            union all
            select invoice_id, -amount from refund
            where org_id = app_org() and state = 'succeeded'
            union all
            select invoice_id, -amount from dispute_place
            where org_id = app_org() and invoice_id is not null and released_at is null
          ) moved group by invoice_id) s on s.invoice_id = i.id
        where i.org_id = app_org() and i.settled <> coalesce(s.amount, 0)`,
    },
  ),
  sqlCheck(
    'credited_is_credit_notes',
    {
      en: 'What is credited on an invoice is the sum of its credit notes',
      fr: "Le crédité d'une facture est la somme de ses avoirs",
    },
    {
      text: `select i.id from invoice i left join (
          select invoice_id, sum(total) as total from credit_note where org_id = app_org()
          group by invoice_id) n on n.invoice_id = i.id
        where i.org_id = app_org() and i.credited <> coalesce(n.total, 0)`,
    },
  ),
  sqlCheck(
    'status_follows_balance',
    {
      en: 'An invoice is open while something is left to pay, and paid when nothing is',
      fr: "Une facture est ouverte tant qu'il reste à payer, et payée quand il ne reste rien",
    },
    {
      text: `select id from invoice where org_id = app_org()
        and (status = 'open' and balance = 0 or status = 'paid' and balance <> 0 or balance < 0)`,
    },
  ),
];
