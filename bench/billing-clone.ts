import type { Database } from '../src/db/transaction.ts';
import { newId } from '../src/ids.ts';

/** A second organization with the same people, subscriptions and ids, for raw writing. */
export async function cloneMembers(db: Database, orgId: string): Promise<string> {
  const copyId = newId();
  const copy = async (table: string, columns: string) => {
    await db.pool.query(
      `insert into ${table} (org_id, ${columns}) select $1, ${columns} from ${table}
       where org_id = $2`,
      [copyId, orgId],
    );
  };
  await db.pool.query(
    `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day)
     select $1, slug || '-raw', name, kind, language, currency, timezone, billing_day
     from organization where id = $2`,
    [copyId, orgId],
  );
  await copy('contact', 'id, display_name, email, language, created_at, updated_at');
  await copy('plan', 'id, name, kind, created_at');
  await copy('plan_version', 'id, plan_id, number, name, tax_rate, created_at');
  await copy('organization_identity', 'id, identity, created_at');
  await copy(
    'subscription',
    `id, contact_id, payer_id, plan_id, plan_version_id, amount, currency, interval_unit,
     interval_count, anchor_on, anchor_day, starts_on, next_billing_on, state, created_at,
     updated_at`,
  );
  return copyId;
}
