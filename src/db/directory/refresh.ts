import type { Tx } from '../transaction.ts';
import type { Part } from './derive.ts';
import { everyPart, parts } from './derive.ts';
import { owed } from './deriveDues.ts';
import { billed } from './deriveMembership.ts';

/** Contacts derived by one statement. */
export const chunkSize = 5000;

/** Up to so many, the plan that is kept on the connection is good; more are planned by size. */
const fewContacts = 50;

type Refresh = { name: string; text: string };

/**
 * Whoever else changes facts of these contacts commits first, and is then seen by the derivation:
 * two transactions can never both write what they saw alone.
 */
const lockRows = `
  select from directory where org_id = app_org() and contact_id = any ($1)
  order by contact_id for no key update`;

/** The contacts asked for that belong in the list. */
export const ids = `ids as materialized (
    select id as contact_id from contact
    where org_id = app_org() and id = any($1) and deleted_at is null and merged_into is null
  )`;

/** Labels that a plan gives to whoever holds it follow the plans held (spec/people.md, Labels). */
const planLabels = `labels_off as (
    delete from contact_label cl using membership m, label l
    where cl.org_id = app_org() and cl.contact_id = m.contact_id and l.org_id = cl.org_id
      and l.id = cl.label_id and l.plan_id is not null and l.plan_id <> all (m.plan_ids)
  ), labels_on as (
    insert into contact_label (org_id, contact_id, label_id, by_rule)
    select l.org_id, m.contact_id, l.id, true
    from membership m join label l on l.org_id = app_org() and l.plan_id = any (m.plan_ids)
    on conflict (org_id, contact_id, label_id) do update set by_rule = true
      where not contact_label.by_rule
  )`;

/** Who shows the name of one of these contacts as company or payer. */
const shownNames = `namesakes as (
    update directory d
    set company_name = coalesce(company.name, d.company_name),
      payer_name = coalesce(payer.name, d.payer_name)
    from directory other
    left join people company on company.contact_id = other.company_id
    left join people payer on payer.contact_id = other.payer_id
    where other.org_id = app_org() and d.org_id = other.org_id
      and d.contact_id = other.contact_id and d.contact_id <> all ($1)
      and (other.company_id = any ($1) or other.payer_id = any ($1))
      and (company.name <> d.company_name or payer.name <> d.payer_name)
  )`;

function derived(wanted: readonly Part[]): string {
  return wanted.map((part) => `${part} as materialized (${parts[part].sql})`).join(', ');
}

function columnsOf(wanted: readonly Part[]): string[] {
  return wanted.flatMap((part) => parts[part].columns);
}

/** The derived row as SQL, one column after the other, for `wanted` parts joined by contact. */
function joined(wanted: readonly Part[]): { columns: string; from: string } {
  const columns = wanted.flatMap((part) => parts[part].columns.map((name) => `${part}.${name}`));
  const [first, ...others] = wanted;
  const joins = others.map((part) => `join ${part} on ${part}.contact_id = ${first}.contact_id`);
  return { columns: columns.join(', '), from: [first, ...joins].join(' ') };
}

const everything = joined(everyPart);
const allColumns = columnsOf(everyPart);
/** The derivation of every column: common table expressions, columns and where they are from. */
export const derivedRow = { tables: derived(everyPart), ...everything };

/** What a directory row and its derivation are compared by. */
export const comparedColumns = ['search', ...allColumns];

const refreshAll: Refresh = {
  name: 'directory_refresh',
  text: `
  with ${ids}, ${derived(everyPart)}, ${planLabels}, ${shownNames}, gone as (
    delete from directory
    where org_id = app_org() and contact_id = any ($1)
      and contact_id not in (select contact_id from ids)
  ), texts as (
    insert into directory_text as t (org_id, contact_id, sort_name, search)
    select app_org(), contact_id, sort_name, search from people
    on conflict (org_id, contact_id) do update
    set sort_name = excluded.sort_name, search = excluded.search
    where t.search <> excluded.search or t.sort_name <> excluded.sort_name
  )
  insert into directory as d (org_id, contact_id, ${allColumns.join(', ')})
  select app_org(), people.contact_id, ${everything.columns} from ${everything.from}
  on conflict (org_id, contact_id) do update
  set (${allColumns.join(', ')}) = (${allColumns.map((name) => `excluded.${name}`).join(', ')})
  where (${allColumns.map((name) => `d.${name}`).join(', ')})
    is distinct from (${allColumns.map((name) => `excluded.${name}`).join(', ')})`,
};

function refreshSome(wanted: readonly Part[]): string {
  const { columns, from } = joined(wanted);
  const own = columnsOf(wanted);
  const labels = wanted.includes('membership') ? `, ${planLabels}` : '';
  return `
    with ${ids}, ${derived(wanted)}${labels}
    update directory d set (${own.join(', ')}) = (${columns.split(', ').join(', ')})
    from ${from}
    where d.org_id = app_org() and d.contact_id = ${wanted[0]}.contact_id
      and (${own.map((name) => `d.${name}`).join(', ')}) is distinct from (${columns})`;
}

const afterIssuing: Refresh = {
  name: 'directory_after_issuing',
  text: `
    with billed as materialized (${billed}), owed as materialized (${owed})
    update directory d set access_until = b.access_until, next_billing_on = b.next_billing_on,
      open_balance = coalesce(o.balance, 0), oldest_due_on = o.oldest_due_on
    from unnest($1::uuid[]) as asked (contact_id)
    left join billed b on b.contact_id = asked.contact_id
    left join owed o on o.contact_id = asked.contact_id
    where d.org_id = app_org() and d.contact_id = any ($1) and d.contact_id = asked.contact_id
      and (d.access_until, d.next_billing_on, d.open_balance, d.oldest_due_on)
        is distinct from (b.access_until, b.next_billing_on, coalesce(o.balance, 0),
          o.oldest_due_on)`,
};
const afterPlans: Refresh = {
  name: 'directory_after_plans',
  text: refreshSome(['membership']),
};
const afterCollecting: Refresh = {
  name: 'directory_after_collecting',
  text: refreshSome(['membership', 'charges', 'dues']),
};

/**
 * Brings the directory rows of these contacts (any number) in line with the facts, inside the
 * action's transaction: writes, changes or removes them, and gives or takes labels of plans.
 * Whatever shows one of their names (company, payer) follows.
 */
export async function refreshDirectory(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await inChunks(tx, refreshAll, contactIds);
}

/**
 * The same for contacts already listed when only terms, invoices and the next billing dates of
 * subscriptions changed (a billing run issuing): the other columns are not derived again.
 */
export async function refreshAfterIssuing(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await inChunks(tx, afterIssuing, contactIds);
}

/** The same when what plans are and give changed: their order, names, labels. */
export async function refreshAfterPlans(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await inChunks(tx, afterPlans, contactIds);
}

/** The same when subscriptions, terms, invoices, payments, refunds or overdue cases changed. */
export async function refreshAfterCollecting(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await inChunks(tx, afterCollecting, contactIds);
}

async function inChunks(tx: Tx, how: Refresh, contactIds: readonly string[]): Promise<void> {
  for (let from = 0; from < contactIds.length; from += chunkSize) {
    const chunk = contactIds.slice(from, from + chunkSize);
    await tx.exec({ name: 'directory_lock', text: lockRows }, [chunk]);
    await tx.exec(chunk.length <= fewContacts ? how : how.text, [chunk]);
  }
}
