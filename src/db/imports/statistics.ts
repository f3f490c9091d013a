import type { Tx } from '../transaction.ts';

/** What plans are chosen by; a column left out would be taken to be almost never null. */
const joined: Record<string, string> = {
  contact: 'org_id, id, kind, company_id, payer_id, deleted_at, merged_into',
  subscription: 'org_id, id, contact_id, plan_id, state',
  term: 'org_id, subscription_id, status',
  contact_label: 'org_id, contact_id, label_id',
  note: 'org_id, contact_id',
};

/**
 * Lets the planner know of rows that this very transaction brought: without it, an organization
 * that was small or empty a moment ago is joined row by row, and thousands of rows take minutes.
 * Only done when the organization grew by much (`added` people).
 */
export async function refreshStatistics(tx: Tx, added: number): Promise<void> {
  if (added < 500) return;
  const { people } = await tx.one<{ people: number }>(
    'select count(*) as people from contact where org_id = app_org()',
  );
  if (added * 4 < people) return;
  // Only the owner of a table may look at its statistics; the role goes back before anything else.
  await tx.exec('set local role none');
  for (const [name, columns] of Object.entries(joined)) {
    await tx.exec(`analyze ${name} (${columns})`);
  }
  await tx.exec('set local role cercle_app');
}
