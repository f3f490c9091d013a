import { holdsMoneySql } from '../../db/payments/disputes.ts';
import { proformaSeries } from '../../domain/billing/proforma.ts';
import { sqlCheck } from './check.ts';

/** What an account should hold beside what it holds, per payer and currency. */
function byPayer(account: string, sign: 1 | -1, wanted: string): string {
  return `select coalesce(l.payer_id, w.payer_id) as id from (
      select payer_id, currency, ${sign} * sum(amount) as amount from ledger_entry
      where org_id = app_org() and account = '${account}' group by payer_id, currency
    ) l full join (${wanted}) w on w.payer_id = l.payer_id and w.currency = l.currency
    where coalesce(l.amount, 0) <> coalesce(w.amount, 0)`;
}

/** Double entry and what it must agree with (billing-rules §16). */
export const ledgerChecks = [
  sqlCheck(
    'ledger_balances',
    {
      en: 'Every ledger transaction sums to zero in each currency',
      fr: "Chaque écriture comptable s'équilibre dans chaque devise",
    },
    {
      text: `select transaction_id as id from ledger_entry where org_id = app_org()
        group by transaction_id, currency having sum(amount) <> 0`,
    },
  ),
  sqlCheck(
    'receivable_is_open_balances',
    {
      en: 'The receivable account of each payer is the sum of their open balances',
      fr: 'Le compte client de chaque payeur est la somme de ses soldes ouverts',
    },
    {
      text: byPayer(
        'receivable',
        1,
        `select payer_id, currency, sum(balance) as amount from invoice
         where org_id = app_org() and status = 'open' and series <> '${proformaSeries}'
         group by payer_id, currency`,
      ),
    },
  ),
  sqlCheck(
    'proforma_is_not_booked',
    {
      en: 'Nothing is booked on a pro-forma notice before it becomes an invoice',
      fr: "Rien n'est comptabilisé sur une facture pro forma avant qu'elle devienne une facture",
    },
    {
      text: `select id from invoice i where org_id = app_org() and series = '${proformaSeries}'
        and (exists (select from ledger_entry e where e.org_id = app_org() and e.invoice_id = i.id)
          or exists (select from allocation a where a.org_id = app_org() and a.invoice_id = i.id)
          or exists (select from credit_note n where n.org_id = app_org()
            and n.invoice_id = i.id))`,
    },
  ),
  sqlCheck(
    'invoice_is_booked',
    {
      en: 'Each invoice is booked once, with its own net amount and tax',
      fr: 'Chaque facture est comptabilisée une fois, avec son montant hors taxe et sa taxe',
    },
    {
      text: `select i.id from invoice i left join (
          select invoice_id, -sum(amount) filter (where account = 'revenue') as net,
            -sum(amount) filter (where account = 'tax') as tax
          from ledger_entry where org_id = app_org() and invoice_id is not null
            and credit_note_id is null group by invoice_id) e on e.invoice_id = i.id
        where i.org_id = app_org() and i.status <> 'draft' and i.series <> '${proformaSeries}'
          and (coalesce(e.net, 0), coalesce(e.tax, 0)) is distinct from
            (case when i.status = 'void' then 0 else i.net end,
             case when i.status = 'void' then 0 else i.tax end)`,
    },
  ),
  sqlCheck(
    'credit_note_is_booked',
    {
      en: 'Each credit note is booked once: less revenue, less tax, and less owed by its total',
      fr: 'Chaque avoir est comptabilisé une fois : moins de produit, de taxe et de créance',
    },
    {
      text: `select n.id from credit_note n left join (
          select credit_note_id, sum(amount) filter (where account = 'revenue') as net,
            sum(amount) filter (where account = 'tax') as tax,
            -sum(amount) filter (where account = 'receivable') as total
          from ledger_entry where org_id = app_org() and credit_note_id is not null
          group by credit_note_id) e on e.credit_note_id = n.id
        where n.org_id = app_org() and (n.net, n.tax, n.total)
          is distinct from (coalesce(e.net, 0), coalesce(e.tax, 0), coalesce(e.total, 0))`,
    },
  ),
  sqlCheck(
    'credit_is_credit_entries',
    {
      en: 'The credit account of each payer is the sum of their unused credit',
      fr: "Le compte d'avoir de chaque payeur est la somme de ses avoirs non utilisés",
    },
    {
      text: byPayer(
        'credit',
        -1,
        `select payer_id, currency, sum(amount) as amount from credit_entry
         where org_id = app_org() group by payer_id, currency`,
      ),
    },
  ),
  sqlCheck(
    'credit_never_negative',
    {
      en: 'No payer has used more credit than they had',
      fr: "Aucun payeur n'a utilisé plus d'avoir qu'il n'en avait",
    },
    {
      text: `select payer_id as id from credit_entry where org_id = app_org()
        group by payer_id, currency having sum(amount) < 0`,
    },
  ),
  sqlCheck(
    'cash_is_payments_less_refunds',
    {
      en: 'The cash of each gateway is what came in less what went back, is disputed, and its cost',
      fr: "La caisse de chaque passerelle est l'entré moins le rendu, le contesté et ses frais",
    },
    {
      text: `select coalesce(l.account, w.account) || ' ' || coalesce(l.currency, w.currency) as id
        from (select account, currency, sum(amount) as amount from ledger_entry
          where org_id = app_org() and account like 'cash:%' group by account, currency
        ) l full join (select account, currency, sum(amount) as amount from (
          select 'cash:' || gateway as account, currency, amount from payment
          where org_id = app_org() and reversed_at is null
          union all
          select 'cash:' || case when r.outside then 'offline' else p.gateway end, r.currency,
            -r.amount
          from refund r join payment p on p.org_id = app_org() and p.id = r.payment_id
          where r.org_id = app_org() and r.state = 'succeeded'
          union all
          select 'cash:sepa', currency, -return_fee from sepa_debit
          where org_id = app_org() and return_fee is not null
          union all
          select 'cash:' || gateway, currency, -amount from gateway_fee where org_id = app_org()
          union all
          select 'cash:' || d.gateway, d.currency, -d.amount from dispute d
          where d.org_id = app_org() and ${holdsMoneySql}
        ) moved group by account, currency) w
          on w.account = l.account and w.currency = l.currency
        where coalesce(l.amount, 0) <> coalesce(w.amount, 0)`,
    },
  ),
];
