import type { Tx } from '../transaction.ts';
import { contactValues } from './outcomes.ts';
import { usedHere } from './usedHere.ts';

/** The rows of an import that wrote something, with what is in the way of taking it back. */
export async function stageUndo(tx: Tx, importId: string): Promise<void> {
  await tx.exec(
    `create temp table import_undo on commit drop as
     select r.row_number as n, r.contact_id, r.subscription_id, r.outcome, r.before,
       coalesce(${usedHere}, false) as used,
       r.before ->> 'subscription' is null as made_subscription
     from import_row r
     left join subscription u on u.org_id = r.org_id and u.id = r.subscription_id
     where r.org_id = app_org() and r.import_id = $1 and r.outcome in ('created', 'updated')`,
    [importId],
  );
  await tx.exec('create index on import_undo (contact_id)');
  await tx.exec('analyze import_undo');
}

/** Takes back subscriptions that the import made, unless they were used since. */
export async function removeSubscriptions(tx: Tx): Promise<void> {
  await tx.exec(
    `delete from subscription u using import_undo x
     where x.made_subscription and not x.used
       and u.org_id = app_org() and u.id = x.subscription_id`,
  );
}

const restored = `plan_id, plan_version_id, price_id, amount, currency, interval_unit, interval_count,
  anchor_on, anchor_day, starts_on, trial_ends_on, first_billing_on, next_billing_on, ends_on,
  end_cause, state, payer_id`;

/** Puts back subscriptions that the import changed, with their terms, unless used since. */
export async function restoreSubscriptions(tx: Tx): Promise<void> {
  const chosen = 'not x.made_subscription and not x.used and x.subscription_id is not null';
  const columns = restored.split(',').map((name) => name.trim());
  await tx.exec(
    `delete from term t using import_undo x
     where ${chosen} and t.org_id = app_org() and t.subscription_id = x.subscription_id`,
  );
  await tx.exec(
    `update subscription u set (${columns.join(', ')}) = (${columns
      .map((name) => `o.${name}`)
      .join(', ')}), version = u.version + 1
     from import_undo x
     cross join lateral jsonb_populate_record(null::subscription, x.before -> 'subscription') o
     where ${chosen} and u.org_id = app_org() and u.id = x.subscription_id`,
  );
  await tx.exec(
    `insert into term select o.* from import_undo x
     cross join lateral jsonb_populate_recordset(null::term, x.before -> 'terms') o
     where ${chosen} and jsonb_typeof(x.before -> 'terms') = 'array'`,
  );
  await tx.exec(
    `delete from subscription_cancellation c using import_undo x, subscription u
     where ${chosen} and u.org_id = app_org() and u.id = x.subscription_id and u.ends_on is null
       and c.org_id = u.org_id and c.subscription_id = u.id and c.cause = 'import'`,
  );
}

/** Puts back what the import changed about known contacts; what staff changed since stays. */
export async function restoreContacts(tx: Tx, noteAt: string): Promise<number> {
  const columns = Object.keys(contactValues);
  const assignments = columns.map(
    (name) => `${name} = case when to_jsonb(c) -> '${name}' is not distinct from
      x.before -> 'after' -> '${name}' then o.${name} else c.${name} end`,
  );
  await tx.exec(
    `delete from contact_label cl using import_undo x, label l,
       jsonb_array_elements_text(case when jsonb_typeof(x.before -> 'labels') = 'array'
         then x.before -> 'labels' else '[]' end) as added (name)
     where x.outcome = 'updated' and cl.org_id = app_org() and cl.contact_id = x.contact_id
       and l.org_id = cl.org_id and l.id = cl.label_id and fold(l.name) = added.name
       and not cl.by_rule`,
  );
  await tx.exec(
    `delete from note using import_undo x where note.org_id = app_org()
       and note.contact_id = x.contact_id and note.created_at = $1 and note.author_id is null`,
    [noteAt],
  );
  return await tx.exec(
    `update contact c set ${assignments.join(', ')}, version = c.version + 1
     from import_undo x
     cross join lateral jsonb_populate_record(null::contact, x.before -> 'contact') o
     where x.outcome = 'updated' and c.org_id = app_org() and c.id = x.contact_id`,
  );
}

export type Kept = {
  contact_id: string;
  name: string;
  reason: 'invoiced' | 'signed_in' | 'linked';
};

/**
 * Takes back contacts (people and companies) that the import made. Kept are those invoiced since,
 * with a portal account or payment method, and those others belong to or are paid by.
 */
export async function removeContacts(
  tx: Tx,
  companies: string[],
): Promise<{ removed: string[]; kept: Kept[] }> {
  await tx.exec(
    `create temp table import_made on commit drop as
     select made.id, null::text as reason from (
       select contact_id as id from import_undo where outcome = 'created'
       union select unnest($1::uuid[])
     ) made join contact c on c.org_id = app_org() and c.id = made.id`,
    [companies],
  );
  await tx.exec('create unique index on import_made (id)');
  await keepThose(tx, 'invoiced', [
    'select 1 from subscription u where u.org_id = app_org() and m.id in (u.contact_id, u.payer_id)',
    'select 1 from invoice i where i.org_id = app_org() and m.id in (i.contact_id, i.payer_id)',
    'select 1 from payment p where p.org_id = app_org() and p.payer_id = m.id',
  ]);
  await keepThose(tx, 'signed_in', [
    'select 1 from contact c where c.org_id = app_org() and c.id = m.id and c.user_id is not null',
    'select 1 from payment_method p where p.org_id = app_org() and p.payer_id = m.id',
  ]);
  await keepThose(tx, 'linked', [
    `select 1 from contact c where c.org_id = app_org() and m.id in (c.company_id, c.payer_id)
       and not exists (select from import_made o where o.id = c.id and o.reason is null)`,
  ]);
  await tx.exec(
    `update contact c set company_id = null, payer_id = null
     from import_made m where m.reason is null and c.org_id = app_org() and c.id = m.id`,
  );
  const removed = await tx.query<{ id: string }>(
    `delete from contact c using import_made m
     where m.reason is null and c.org_id = app_org() and c.id = m.id returning c.id`,
  );
  const kept = await tx.query<Kept>(
    `select m.id as contact_id, c.display_name as name, m.reason from import_made m
     join contact c on c.org_id = app_org() and c.id = m.id
     where m.reason is not null order by c.display_name, m.id`,
  );
  return { removed: removed.map((row) => row.id), kept };
}

async function keepThose(tx: Tx, reason: Kept['reason'], signs: string[]): Promise<void> {
  for (const sign of signs) {
    await tx.exec(
      `update import_made m set reason = '${reason}' where m.reason is null and exists (${sign})`,
    );
  }
}

/** Takes back plans, own fields and labels that nobody uses any more. */
export async function removeExtras(
  tx: Tx,
  made: { plans: string[]; fields: string[]; labels: string[]; labelId: string | null },
): Promise<void> {
  await tx.exec('delete from label where org_id = app_org() and id = $1', [made.labelId]);
  await tx.exec(
    `delete from label where org_id = app_org() and rule is null and fold(name) = any($1)
       and not exists (select from contact_label cl where cl.org_id = label.org_id
         and cl.label_id = label.id)`,
    [made.labels],
  );
  await tx.exec(
    `delete from plan where org_id = app_org() and id = any($1) and not exists (
       select from subscription u where u.org_id = plan.org_id and u.plan_id = plan.id)`,
    [made.plans],
  );
  await tx.exec(
    `delete from field where org_id = app_org() and key = any($1) and not exists (
       select from contact c where c.org_id = field.org_id and c.fields ? field.key)`,
    [made.fields],
  );
}

/** Contacts that are still there and whose row in the directory has to follow. */
export async function contactsToRefresh(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ contact_id: string }>(
    `select x.contact_id from import_undo x
     join contact c on c.org_id = app_org() and c.id = x.contact_id
     union select m.id from import_made m where m.reason is not null`,
  );
  return rows.map((row) => row.contact_id);
}
