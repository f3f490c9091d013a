import type { Tx } from '../transaction.ts';
import { addProblem } from './problemSql.ts';

/** Headers of the columns that problems point at; null when a default or nothing gave the value. */
export type Headers = {
  name: string | null;
  email: string | null;
  externalId: string | null;
  company: string | null;
  paidBy: string | null;
  plan: string | null;
  consent: string | null;
};

const alive = 'c.org_id = app_org() and c.deleted_at is null and c.merged_into is null';

/**
 * Finds who is known already: by external id, by e-mail, and people without either by their name
 * (and start date, where several bear it). Identity as people.md, "Never twice", says.
 */
export async function matchContacts(tx: Tx, headers: Headers): Promise<void> {
  await tx.exec(
    `update import_stage s set by_external = c.id from contact c
     where s.external_id is not null and c.external_id = s.external_id and ${alive}`,
  );
  await tx.exec(
    `update import_stage s set by_email = c.id from contact c
     where s.email_key is not null and c.email is not null
       and email_key(c.email) = s.email_key and ${alive}`,
  );
  await tx.exec(
    `update import_stage set contact_id = coalesce(by_external, by_email)
     where by_external is not null or by_email is not null`,
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'two_contacts', level: 'error', column: '$1', params: { value: 's.email' } },
    })} where by_external <> by_email`,
    [headers.email],
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'email_is_company', level: 'error', column: '$1', params: { value: 's.email' } },
    })} from contact c where ${alive} and c.id = s.contact_id and c.kind = 'company'`,
    [headers.email],
  );
  await matchByName(tx, headers);
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'contact_blocked', level: 'error', column: '$1', params: {} },
    })} from contact c
     where ${alive} and c.id = s.contact_id and c.blocked_at is not null
       and s.plan_key is not null`,
    [headers.name],
  );
}

async function matchByName(tx: Tx, headers: Headers): Promise<void> {
  const nameless = await tx.one<{ some: boolean }>(
    `select exists (select from import_stage
       where email is null and external_id is null and name <> '') as some`,
  );
  if (!nameless.some) return;
  await tx.exec(
    `create temp table import_namesake on commit drop as
     with row as (
       select n, name, starts_on, count(*) over (partition by name) as in_file
       from import_stage where email is null and external_id is null and name <> ''
     )
     select row.n, max(row.in_file) as in_file, count(*) as found,
       count(*) filter (where known.same_start) as exact,
       (array_agg(c.id) filter (where known.same_start))[1] as exact_id,
       (array_agg(c.id))[1] as any_id
     from row
     join contact c on c.display_name = row.name and c.email is null and c.kind = 'person'
       and c.external_id is null and ${alive}
     cross join lateral (select exists (select from subscription u where u.org_id = c.org_id
       and u.contact_id = c.id and u.starts_on = row.starts_on) as same_start) known
     group by row.n`,
  );
  await tx.exec(
    `update import_stage s set contact_id = case when k.exact = 1 then k.exact_id else k.any_id end
     from import_namesake k
     where k.n = s.n and (k.exact = 1 or (k.exact = 0 and k.found = 1 and k.in_file = 1))`,
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'name_twice', level: 'error', column: '$1', params: { value: 's.name' } },
    })} from import_namesake k
     where k.n = s.n and (k.exact > 1 or (k.exact = 0 and k.found > 1))`,
    [headers.name],
  );
}

type Key = {
  by: string;
  when: string;
  code: 'duplicate_email' | 'duplicate_external_id' | 'duplicate_name';
  value: string;
  header: string | null;
};

/** Rows that mean the same person twice: an exact repetition counts once, others are refused. */
export async function findDuplicates(tx: Tx, headers: Headers): Promise<void> {
  const keys: Key[] = [
    {
      ...{ by: 'email_key', when: 'email_key is not null', code: 'duplicate_email' },
      ...{ value: 's.email', header: headers.email },
    },
    {
      ...{ by: 'external_id', when: 'external_id is not null', code: 'duplicate_external_id' },
      ...{ value: 's.external_id', header: headers.externalId },
    },
    {
      ...{ by: 'name, starts_on', code: 'duplicate_name', value: 's.name', header: headers.name },
      when: "email is null and external_id is null and name <> ''",
    },
    {
      ...{ by: 'contact_id', when: 'contact_id is not null', code: 'duplicate_email' },
      ...{ value: 's.email', header: headers.email },
    },
  ];
  for (const key of keys) await refuseRepeats(tx, key);
}

async function refuseRepeats(tx: Tx, { by, when, code, value, header }: Key): Promise<void> {
  const column = '$1';
  const repeats = `from (
      select n, first_value(n) over (partition by ${by} order by n) as first
      from import_stage where ${when} and not skipped
    ) r join import_stage f on f.n = r.first
    where s.n = r.n and r.n <> r.first and not s.skipped`;
  const same = addProblem({
    ...{ code: 'same_row', level: 'warning', column, params: { row: 'r.first' } },
  });
  await tx.exec(
    `update import_stage s set skipped = true, ${same} ${repeats} and s.cells = f.cells`,
    [null],
  );
  const twice = addProblem({ code, level: 'error', column, params: { row: 'r.first', value } });
  const already = `not s.problems @> '[{"level": "error", "code": "${code}"}]'`;
  await tx.exec(`update import_stage s set ${twice} ${repeats} and ${already}`, [header]);
}
