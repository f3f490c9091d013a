import { holdsMoneySql } from '../../db/payments/disputes.ts';
import { sqlCheck } from './check.ts';

/** Disputes and where their money is (billing-rules §7, §9, §16). */
export const disputeChecks = [
  sqlCheck(
    'disputed_money_is_placed',
    {
      en: 'The money of a dispute is missing exactly where it was taken, while the bank has it',
      fr: "L'argent d'un litige manque exactement là où il a été pris, tant que la banque l'a",
    },
    {
      text: `select d.id from dispute d left join lateral (
          select sum(l.amount) as amount from dispute_place l where l.org_id = app_org()
            and l.dispute_id = d.id and l.released_at is null) l on true
        where d.org_id = app_org()
          and coalesce(l.amount, 0) <> case when ${holdsMoneySql} then d.amount else 0 end`,
    },
  ),
  sqlCheck(
    'disputed_within_payments',
    {
      en: 'No payment is refunded and disputed beyond what it brought, losses apart',
      fr: "Aucun paiement n'est remboursé et contesté au-delà de ce qu'il a apporté, hors pertes",
    },
    {
      text: `select p.id from payment p join (
          select payment_id, sum(amount) as amount from (
            select payment_id, amount from refund where org_id = app_org() and state <> 'failed'
            union all
            select d.payment_id, l.amount from dispute d join dispute_place l
              on l.org_id = app_org() and l.dispute_id = d.id and l.released_at is null
              and l.kind <> 'loss'
            where d.org_id = app_org()) away group by payment_id) a on a.payment_id = p.id
        where p.org_id = app_org() and a.amount > p.amount`,
    },
  ),
  sqlCheck(
    'disputed_is_not_chased',
    {
      en: 'Nothing was charged by itself on an invoice while its payment was disputed',
      fr: "Rien n'a été débité de soi-même sur une facture pendant le litige de son paiement",
    },
    {
      text: `select a.id from payment_attempt a
        join dispute_place l on l.org_id = app_org() and l.invoice_id = a.invoice_id
          and a.created_at > l.created_at
          and a.created_at < coalesce(l.released_at, 'infinity')
        join dispute d on d.org_id = app_org() and d.id = l.dispute_id
          and (d.aftermath_at is null or a.created_at < d.aftermath_at)
        where a.org_id = app_org() and a.cause in ('billing', 'retry')`,
    },
  ),
];
