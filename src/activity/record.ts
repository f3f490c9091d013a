import type { Tx } from '../db/transaction.ts';
import type { ActivityEvent } from './events.ts';
import { kindOf } from './events.ts';

export type ActivityEntry = {
  event: ActivityEvent;
  contactId?: string | null;
  subscriptionId?: string | null;
  invoiceId?: string | null;
  /** Minor units of `currency`. */
  amount?: number | null;
  currency?: string | null;
  data?: Record<string, unknown>;
};

const insertSql = `insert into activity (org_id, at, kind, event, contact_id, subscription_id,
       invoice_id, amount, currency, actor, data)
     select app_org(), $1, r.kind, r.event, r.contact_id, r.subscription_id, r.invoice_id,
       r.amount, r.currency, $2, r.data
     from jsonb_to_recordset($3::jsonb) as r (kind text, event text, contact_id uuid,
       subscription_id uuid, invoice_id uuid, amount bigint, currency text, data jsonb)`;

/**
 * Records what happened, in the caller's transaction: one statement for any number of entries, now
 * or with what else its acts gather. `at` is an ISO instant on the organization's clock
 * (spec/activity-and-access.md).
 */
export async function recordActivity(
  scene: { tx: Tx; now: string; actor: unknown; gathered?: { activity: ActivityEntry[] } },
  entries: ActivityEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  if (scene.gathered) {
    scene.gathered.activity.push(...entries);
    return;
  }
  const rows = entries.map((entry) => ({
    kind: kindOf(entry.event),
    event: entry.event,
    contact_id: entry.contactId ?? null,
    subscription_id: entry.subscriptionId ?? null,
    invoice_id: entry.invoiceId ?? null,
    amount: entry.amount ?? null,
    currency: entry.currency ?? null,
    data: entry.data ?? {},
  }));
  await scene.tx.exec({ name: 'record_activity', text: insertSql }, [
    scene.now,
    JSON.stringify(scene.actor),
    JSON.stringify(rows),
  ]);
}
