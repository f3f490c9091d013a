/** Organizations with directory rows written directly: a test says exactly what is there. */

import type { Database } from '../../src/db/connection.ts';
import { directoryIds } from '../../src/db/directory/ids.ts';
import type { DirectoryScope } from '../../src/db/directory/names.ts';
import { directoryPage, type PageRequest } from '../../src/db/directory/page.ts';
import { inOrganization, inSystem } from '../../src/db/transaction.ts';
import { localDate } from '../../src/domain/dates.ts';
import { fold } from '../../src/domain/segments/fold.ts';
import { newId } from '../../src/ids.ts';

export type Person = { name: string; note?: string } & Record<string, unknown>;

const nobody = {
  kind: 'person',
  created_on: '2024-01-15',
  follower: false,
  blocked: false,
  running: false,
  pending_approval: false,
  overdue: false,
  paused: false,
  paying: false,
  custom_amount: false,
  plan_ids: [],
  former_plan_ids: [],
  amount: 0,
  currency: 'EUR',
  monthly_amount: 0,
  lifetime_amount: 0,
  payment_count: 0,
  open_balance: 0,
  fields: {},
  held: '{}',
};

/** A member who pays ten euros a month and is in good standing. */
export const paying = {
  running: true,
  paying: true,
  runs_from: '2025-01-01',
  joined_on: '2025-01-01',
  amount: 1000,
  monthly_amount: 1000,
  interval_unit: 'month',
  interval_count: 1,
  access_until: '2026-04-01',
  next_billing_on: '2026-04-01',
  last_charge_on: '2026-03-01',
  last_charge_outcome: 'paid',
};

export type World = Awaited<ReturnType<typeof directoryWorld>>;

/** An organization whose today is 2 March 2026. */
export async function directoryWorld(db: Database, people: readonly Person[] = []) {
  const orgId = newId();
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day)
       values ($1, $2, 'Les ondes', 'creator', 'fr', 'EUR', 'Europe/Paris', 1)`,
      [orgId, `ondes-${orgId.slice(-12)}`],
    ),
  );
  const scope: DirectoryScope = { orgId, today: localDate('2026-03-02'), currency: 'EUR' };
  const ids = await addPeople(db, orgId, people);
  const nameOf = new Map([...ids].map(([name, id]) => [id, name]));
  return {
    scope,
    ids,
    /** Runs a statement in the organization. */
    write: (sql: string, params: unknown[] = []) =>
      inOrganization(db, orgId, (tx) => tx.exec(sql, params)),
    /** Names of whom a query means. */
    find: async (query: string, today = scope.today) =>
      (await directoryIds(db, { ...scope, today: localDate(today) }, query)).map((id) =>
        nameOf.get(id),
      ),
    page: (request: Partial<PageRequest>) => directoryPage(db, scope, { query: '', ...request }),
    /** The names on a page. */
    names: async (request: Partial<PageRequest>) => {
      const page = await directoryPage(db, scope, { query: '', ...request });
      return (JSON.parse(page.json) as { name: string }[]).map((row) => row.name);
    },
  };
}

async function addPeople(db: Database, orgId: string, people: readonly Person[]) {
  const rows = people.map(({ note = '', ...person }) => {
    const row: Record<string, unknown> = { ...nobody, ...person, org_id: orgId };
    const search = [person.name, row.email, row.discord, row.phone, note].filter(Boolean);
    const sorted = fold(person.name);
    const texts = { sort_name: sorted, search: ` ${fold(search.join(' '))}` };
    return { ...row, ...texts, contact_id: row.contact_id ?? newId() };
  });
  const json = JSON.stringify(rows);
  await inOrganization(db, orgId, async (tx) => {
    await tx.exec(
      `insert into contact (org_id, id, display_name, created_at, updated_at)
       select org_id, contact_id, name, '2024-01-15', '2024-01-15'
       from jsonb_populate_recordset(null::directory, $1)`,
      [json],
    );
    await tx.exec(
      'insert into directory select * from jsonb_populate_recordset(null::directory, $1)',
      [json],
    );
    await tx.exec(
      'insert into directory_text select * from jsonb_populate_recordset(null::directory_text, $1)',
      [json],
    );
  });
  return new Map(
    rows.map((row) => [String((row as Record<string, unknown>).name), row.contact_id as string]),
  );
}

/** Makes a plan of that name and gives its id. */
export async function addPlan(world: World, name: string): Promise<string> {
  const id = newId();
  await world.write(
    `insert into plan (org_id, id, name, kind, created_at)
     values (app_org(), $1, $2, 'recurring', '2024-01-01')`,
    [id, name],
  );
  return id;
}

/** Makes a label and gives it to people by name. */
export async function addLabel(world: World, name: string, people: string[]): Promise<void> {
  const id = newId();
  await world.write(
    `insert into label (org_id, id, name, created_at) values (app_org(), $1, $2, '2024-01-01')`,
    [id, name],
  );
  await world.write(
    `insert into contact_label (org_id, contact_id, label_id)
     select app_org(), unnest($2::uuid[]), $1`,
    [id, people.map((person) => world.ids.get(person))],
  );
}
