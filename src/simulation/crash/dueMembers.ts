/** Members whose subscriptions are all due on one day, written straight into the tables. */

import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Database, Tx } from '../../db/transaction.ts';
import { inOrganization, inSystem } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';

export type Seeded = { orgId: string; contactIds: string[] };

/**
 * A sandbox organization with `count` monthly subscriptions due on `day` at 8 o'clock UTC, paid by
 * the given test cards in turn.
 */
export async function seedDue(
  db: Database,
  count: number,
  { day, cards = ['4242424242424242'] }: { day: string; cards?: readonly string[] },
): Promise<Seeded> {
  const orgId = newId();
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day,
         sandbox, clock_at, created_at)
       values ($1, 'bench-' || $2, 'Bench', 'creator', 'en', 'EUR', 'UTC', 1, true, $3, $3)`,
      [orgId, orgId.slice(-6), `${day}T08:00:00Z`],
    ),
  );
  const contactIds = await inOrganization(db, orgId, async (tx) => {
    await insertPlan(tx, day);
    await tx.exec(members, [count, `${day}T08:00:00Z`]);
    await tx.exec(subscriptions, [day, `${day}T08:00:00Z`]);
    await tx.exec(methods, [`${day}T08:00:00Z`, cards]);
    const rows = await tx.query<{ id: string }>('select id from contact');
    return rows.map((row) => row.id);
  });
  // Without statistics the first plans are made for empty tables.
  await db.pool.query('analyze');
  await inOrganization(db, orgId, (tx) => refreshDirectory(tx, contactIds));
  await db.pool.query('analyze');
  return { orgId, contactIds };
}

async function insertPlan(tx: Tx, day: string): Promise<void> {
  const [planId, versionId, at] = [newId(), newId(), `${day}T08:00:00Z`];
  await tx.exec(
    `insert into plan (org_id, id, name, kind, current_version_id, created_at)
     values (app_org(), $1, 'Supporter', 'recurring', $2, $3)`,
    [planId, versionId, at],
  );
  await tx.exec(
    `insert into plan_version (org_id, id, plan_id, number, name, tax_rate, created_at)
     values (app_org(), $1, $2, 1, 'Supporter', 0, $3)`,
    [versionId, planId, at],
  );
}

const members = `insert into contact (org_id, id, display_name, email, language, created_at,
    updated_at)
  select app_org(), uuid_v7(), 'Member ' || n, 'member' || n || '@example.org', 'en', $2, $2
  from generate_series(1, $1::int) n`;

const subscriptions = `insert into subscription (org_id, id, contact_id, payer_id, plan_id,
    plan_version_id, amount, currency, interval_unit, interval_count, anchor_on, anchor_day,
    starts_on, first_billing_on, next_billing_on, state, created_at, updated_at)
  select app_org(), uuid_v7(), c.id, c.id, v.plan_id, v.id, 1200, 'EUR', 'month', 1, $1::date,
    extract(day from $1::date), $1::date - 365, $1::date - 365, $1, 'active', $2, $2
  from contact c, plan_version v where c.org_id = app_org() and v.org_id = app_org()`;

const methods = `insert into payment_method (org_id, id, payer_id, gateway, kind, token, brand,
    last4, created_at)
  select app_org(), uuid_v7(), id, 'test', 'card', 'test_' || card || '_' || id, 'visa',
    right(card, 4), $1
  from (select id, ($2::text[])[1 + regexp_replace(display_name, '\\D', '', 'g')::int
    % cardinality($2::text[])] as card from contact where org_id = app_org()) people`;
