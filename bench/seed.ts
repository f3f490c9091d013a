/**
 * An organization with many members and three years of what billing left behind, written straight
 * into the tables. Every fifth member pays monthly, the others yearly; one in twelve has left, one
 * in forty is overdue, a few follow for free.
 */

import { rebuildDirectory } from '../src/db/directory/rebuild.ts';
import type { Database, Tx } from '../src/db/transaction.ts';
import { inOrganization, inSystem } from '../src/db/transaction.ts';
import { newId } from '../src/ids.ts';

export const benchDay = '2026-11-15';
const now = `${benchDay}T09:00:00Z`;

const firstNames =
  'Zoé Gaël Maëlys Ousmane Noémie Nguyễn Jérôme Aïcha Camille Théo Inès Łukasz Mireille Björn Chloé Amadou Élodie Søren Fatou Hélène Yann Océane Paulo Anaïs Wei Gwenaëlle Omar Soraya Émile Jeanne';
const lastNames =
  'Lefèvre Bœuf Traoré Alembert Wei Tremblay Benali Petit-Jean Guérin Müller Çelik Béranger Vandenberghe Cœurdacier Rousseau Gagnon Goff OʼBrien Roy Øster Nguyen Diallo Fournier Moreau Lambert Girard Bonnet François Martinez Legrand Garnier Faure Rossi Blanc Gauthier Chevalier Perrin Morin Dumont';

/** Seeds and answers the organization's id and slug; the calendar leaves its billing alone. */
export async function seedOrganization(db: Database, members: number) {
  const orgId = newId();
  const slug = `bench-${orgId.slice(-6)}`;
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day,
         billed_until, created_at)
       values ($1, $2, 'Bench', 'creator', 'en', 'EUR', 'Europe/Paris', 1, '2100-01-01', $3)`,
      [orgId, slug, now],
    ),
  );
  await inOrganization(db, orgId, async (tx) => {
    await seedPlans(tx);
    await tx.exec(contactsSql, [members, now, firstNames.split(' '), lastNames.split(' ')]);
    for (const sql of factsSql) await tx.exec(sql.text, sql.params);
  });
  await db.pool.query('analyze');
  await inOrganization(db, orgId, (tx) => rebuildDirectory(tx));
  await db.pool.query('vacuum analyze');
  return { orgId, slug };
}

async function seedPlans(tx: Tx): Promise<void> {
  for (const [position, name] of ['Bronze', 'Silver', 'Gold', 'Mécène'].entries()) {
    const [plan, version] = [newId(), newId()];
    await tx.exec(
      `insert into plan (org_id, id, name, kind, position, current_version_id, created_at)
       values (app_org(), $1, $2, 'recurring', $3, $4, $5)`,
      [plan, name, position, version, now],
    );
    await tx.exec(
      `insert into plan_version (org_id, id, plan_id, number, name, tax_rate, created_at)
       values (app_org(), $1, $2, 1, $3, 20, $4)`,
      [version, plan, name, now],
    );
  }
  for (const name of ['vip', 'presse', 'atelier']) {
    await tx.exec(
      'insert into label (org_id, id, name, created_at) values (app_org(), $1, $2, $3)',
      [newId(), name, now],
    );
  }
}

const contactsSql = `insert into contact (org_id, id, display_name, first_name, last_name, email,
    discord, phone, language, address, created_at, updated_at)
  select app_org(), uuid_v7(), f || ' ' || l, f, l,
    regexp_replace(fold(f || '.' || l), '[^a-z.]', '', 'g') || n || '@example.org',
    case when n % 3 = 0 then fold(f) || '#' || n end, '+336' || lpad(n::text, 8, '0'),
    case when n % 4 = 0 then 'en' else 'fr' end,
    jsonb_build_object('line1', n || ' rue de l''Église',
      'postal_code', lpad((n % 95000)::text, 5, '0'),
      'city', 'Nîmes', 'country', 'FR'), $2, $2
  from generate_series(1, $1::int) n
  cross join lateral (select ($3::text[])[1 + n % cardinality($3::text[])] as f,
    ($4::text[])[1 + (n / 7) % cardinality($4::text[])] as l) names`;

/** Rows of one table from those of another, numbered so that choices spread evenly. */
const numbered = `select c.id, row_number() over (order by c.id) as n from contact c`;

const subscriptionsSql = `insert into subscription (org_id, id, contact_id, payer_id, plan_id,
    plan_version_id, amount, currency, interval_unit, interval_count, anchor_on, anchor_day,
    starts_on, first_billing_on, next_billing_on, ends_on, end_cause, state, created_at, updated_at)
  select app_org(), uuid_v7(), m.id, m.id, v.plan_id, v.id,
    case when m.n % 5 = 0 then 1000 else 12000 end + (m.n % 4) * 500, 'EUR',
    case when m.n % 5 = 0 then 'month' else 'year' end, 1, s.start, extract(day from s.start),
    s.start, s.start,
    case when m.n % 12 = 0 then null
         when m.n % 5 = 0 then date_trunc('month', $1::date)::date + interval '1 month'
           + (extract(day from s.start)::int - 1) * interval '1 day'
         else s.start + interval '1 year' * (1 + ($1::date - s.start) / 366) end,
    case when m.n % 12 = 0 then $1::date - (m.n % 300)::int end,
    case when m.n % 12 = 0 then 'cancelled' end,
    case when m.n % 12 = 0 then 'cancelled' when m.n % 40 = 1 then 'overdue' else 'active' end,
    $2, $2
  from (${numbered}) m
  cross join lateral (select $1::date - 30 - (m.n * 7919 % 1060)::int as start) s
  join (select v.*, row_number() over (order by name) as k from plan_version v) v
    on v.k = 1 + m.n % 4
  where m.n % 20 <> 7 and s.start < $1::date - (m.n % 300)::int`;

/** Every period that began: its invoice, paid unless the subscription is overdue at the end. */
const invoicesSql = `insert into invoice (org_id, id, year, serial, number, type, contact_id,
    payer_id, subscription_id, period_start, period_end, status, issued_on, due_on, currency, net,
    tax, total, settled, language, created_at, paid_on)
  select app_org(), uuid_v7(), extract(year from p.start),
    row_number() over (partition by extract(year from p.start) order by p.start, s.id),
    extract(year from p.start) || '-' ||
      lpad((row_number() over (partition by extract(year from p.start)
        order by p.start, s.id))::text, 6, '0'),
    'subscription', s.contact_id, s.payer_id, s.id, p.start, p.until, p.status, p.start, p.start,
    'EUR', round(s.amount / 1.2), s.amount - round(s.amount / 1.2), s.amount,
    case when p.status = 'paid' then s.amount else 0 end, 'fr', $2,
    case when p.status = 'paid' then p.start end
  from subscription s
  cross join lateral (
    select g::date as start, (g + step.months)::date as until,
      case when s.state = 'overdue' and g + step.months > $1::date
        then 'open' else 'paid' end as status
    from (select interval '1 month' * case s.interval_unit when 'year' then 12 else 1 end
        as months) step,
      generate_series(s.starts_on::timestamp,
        coalesce(s.ends_on, $1::date)::timestamp - interval '1 day', step.months) g
  ) p`;

const linesSql = `insert into invoice_line (org_id, id, invoice_id, position, kind, description,
    subscription_id, plan_id, period_start, period_end, quantity, unit_amount, net, tax_rate, tax,
    total)
  select app_org(), uuid_v7(), i.id, 1, 'subscription', v.name, s.id, s.plan_id, i.period_start,
    i.period_end, 1, s.amount, i.net, 20, i.tax, i.total
  from invoice i join subscription s on s.id = i.subscription_id
  join plan_version v on v.id = s.plan_version_id`;

const termsSql = `insert into term (org_id, id, subscription_id, plan_version_id, starts_on,
    ends_on, kind, amount, currency, status, invoice_id, created_at)
  select app_org(), uuid_v7(), s.id, s.plan_version_id, i.period_start, i.period_end, 'paid',
    i.total, 'EUR', case when i.status = 'paid' then 'active' else 'pending' end, i.id, $1
  from invoice i join subscription s on s.id = i.subscription_id`;

const attemptsSql = `insert into payment_attempt (org_id, id, invoice_id, payer_id, gateway, amount,
    currency, cause, state, decline_kind, reason, local_day, created_at, sent_at, resolved_at)
  select app_org(), uuid_v7(), i.id, i.payer_id, 'test', i.total, 'EUR', 'billing',
    case when i.status = 'paid' then 'succeeded' else 'declined' end,
    case when i.status = 'open' then 'soft' end,
    case when i.status = 'open' then 'insufficient_funds' end,
    i.issued_on, i.issued_on + time '08:00', i.issued_on + time '08:00', i.issued_on + time '08:00'
  from invoice i`;

const paymentsSql = `insert into payment (org_id, id, payer_id, amount, currency, received_on,
    received_at, gateway, means, attempt_id, actor, created_at)
  select app_org(), uuid_v7(), a.payer_id, a.amount, 'EUR', a.local_day, a.sent_at, 'test', 'card',
    a.id, '{"kind": "system"}', a.sent_at
  from payment_attempt a where a.state = 'succeeded'`;

const allocationsSql = `insert into allocation (org_id, id, payment_id, invoice_id, amount, created_at)
  select app_org(), uuid_v7(), p.id, a.invoice_id, p.amount, p.created_at
  from payment p join payment_attempt a on a.id = p.attempt_id`;

const ledgerSql = `insert into ledger_entry (org_id, transaction_id, account, amount, currency,
    booked_on, invoice_id, payer_id)
  select app_org(), i.id, e.account, e.amount, 'EUR', i.issued_on, i.id, i.payer_id
  from invoice i cross join lateral (values ('receivable', i.total), ('revenue', -i.net),
    ('tax', -i.tax)) e (account, amount)
  union all
  select app_org(), p.id, e.account, e.amount, 'EUR', p.received_on, a.invoice_id, p.payer_id
  from payment p join payment_attempt a on a.id = p.attempt_id
  cross join lateral (values ('cash:test', p.amount), ('receivable', -p.amount))
    e (account, amount)`;

const casesSql = `insert into overdue_case (org_id, id, invoice_id, subscription_id, contact_id,
    payer_id, first_failed_on, policy, state, opened_at)
  select app_org(), uuid_v7(), i.id, i.subscription_id, i.contact_id, i.payer_id, i.issued_on,
    '{"access": {"kind": "suspend"}}', 'open', i.issued_on + time '08:00'
  from invoice i where i.status = 'open'`;

const labelsSql = `insert into contact_label (org_id, contact_id, label_id)
  select app_org(), m.id, l.id from (${numbered}) m
  join (select id, row_number() over (order by name) as k from label) l
    on (l.k = 1 and m.n % 9 = 0) or (l.k = 2 and m.n % 25 = 3) or (l.k = 3 and m.n % 50 = 11)`;

const notesSql = `insert into note (org_id, id, contact_id, type, body, author_name, created_at)
  select app_org(), uuid_v7(), m.id, 'other', 'Prefers a letter, number ' || m.n, 'Camille', $1
  from (${numbered}) m where m.n % 30 = 0`;

const methodsSql = `insert into payment_method (org_id, id, payer_id, gateway, kind, token, brand,
    last4, exp_month, exp_year, created_at)
  select app_org(), uuid_v7(), id, 'test', 'card', 'test_4242424242424242_' || id, 'visa', '4242',
    4, 2030, $1 from contact`;

const factsSql = [
  { text: subscriptionsSql, params: [benchDay, now] },
  { text: invoicesSql, params: [benchDay, now] },
  { text: linesSql, params: [] },
  { text: termsSql, params: [now] },
  { text: attemptsSql, params: [] },
  { text: paymentsSql, params: [] },
  { text: allocationsSql, params: [] },
  { text: ledgerSql, params: [] },
  { text: casesSql, params: [] },
  { text: labelsSql, params: [] },
  { text: notesSql, params: [now] },
  { text: methodsSql, params: [now] },
];
