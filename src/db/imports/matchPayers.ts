import type { Tx } from '../transaction.ts';
import type { Headers } from './matchContacts.ts';
import { addProblem } from './problemSql.ts';

const alive = 'c.org_id = app_org() and c.deleted_at is null and c.merged_into is null';

/** Companies by exact name: the known ones, and those that the import will make. */
export async function matchCompanies(tx: Tx): Promise<void> {
  await tx.exec(
    `insert into import_company (id, name, is_new)
     select coalesce(k.id, uuid_v7()), w.company, k.id is null
     from (select distinct company from import_stage where company is not null) w
     left join (
       select distinct on (c.display_name) c.display_name, c.id from contact c
       where c.kind = 'company' and ${alive} order by c.display_name, c.created_at, c.id
     ) k on k.display_name = w.company`,
  );
  await tx.exec(
    `update import_stage s set company_id = k.id from import_company k where k.name = s.company`,
  );
}

/** Names of companies that the file brings and of those that exist, to look for near-duplicates. */
export function companyNames(tx: Tx): Promise<{ name: string; is_new: boolean }[]> {
  return tx.query(
    `select name, is_new from import_company
     union select c.display_name, false from contact c where c.kind = 'company' and ${alive}
     limit 20000`,
  );
}

/** Marks rows whose company is spelled nearly like another one. */
export async function warnSimilarCompanies(
  tx: Tx,
  pairs: { name: string; like: string }[],
  header: string | null,
): Promise<void> {
  if (pairs.length === 0) return;
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'company_similar', level: 'warning', column: '$1' },
      params: { value: 'p.name', suggestion: 'p."like"' },
    })} from jsonb_to_recordset($2::jsonb) as p (name text, "like" text)
     where p.name = s.company`,
    [header, JSON.stringify(pairs)],
  );
}

/**
 * Who pays: by exact name (or e-mail) among the file's rows and companies first, else among the
 * organization's contacts. Two passes by nature: rows further down count too (joining.md).
 */
export async function matchPayers(tx: Tx, headers: Headers): Promise<void> {
  const some = await tx.one<{ some: boolean }>(
    'select exists (select from import_stage where paid_by is not null) as some',
  );
  if (!some.some) return;
  await tx.exec(
    `create temp table import_payer on commit drop as
     with wanted as (select distinct paid_by as name from import_stage where paid_by is not null),
     found as (
       select w.name, coalesce(s.contact_id, s.new_id) as id, 1 as rank
       from wanted w join import_stage s on s.name = w.name and not s.skipped
       union select w.name, k.id, 1 from wanted w join import_company k on k.name = w.name
       union select w.name, coalesce(s.contact_id, s.new_id), 1 from wanted w
         join import_stage s on s.email_key = email_key(w.name) and not s.skipped
         where w.name like '%_@_%'
       union select w.name, c.id, 2 from wanted w
         join contact c on c.display_name = w.name and ${alive}
       union select w.name, c.id, 2 from wanted w
         join contact c on email_key(c.email) = email_key(w.name) and ${alive}
         where w.name like '%_@_%'
     )
     select w.name, count(distinct f.id) as found, (array_agg(f.id))[1] as id
     from wanted w
     left join (select *, min(rank) over (partition by name) as best from found) f
       on f.name = w.name and f.rank = f.best
     group by w.name`,
  );
  await tx.exec(
    `update import_stage s set payer_id = p.id from import_payer p
     where p.name = s.paid_by and p.found = 1`,
  );
  await refuse(tx, headers, {
    code: 'payer_twice',
    from: 'import_payer p',
    when: 'p.name = s.paid_by and p.found > 1',
  });
  await suggestPayers(tx, headers);
  await refuseCircles(tx, headers);
}

type Rule = {
  code: 'payer_twice' | 'payer_self' | 'payer_cycle' | 'payer_chain' | 'payer_chain_below';
  from?: string;
  when: string;
  params?: Record<string, string>;
};

async function refuse(tx: Tx, headers: Headers, rule: Rule): Promise<void> {
  const { code, from, when, params } = rule;
  const problem = addProblem({
    ...{ code, level: 'error', column: '$1', params: { value: 's.paid_by', ...params } },
  });
  await tx.exec(
    `update import_stage s set ${problem} ${from ? `from ${from}` : ''} where ${when}`,
    [headers.paidBy],
  );
}

/** Nobody of that name: refused, with the nearest name where there is one. */
async function suggestPayers(tx: Tx, headers: Headers): Promise<void> {
  const suggestion = `
    select p.name, near.name as suggestion from import_payer p
    left join lateral (
      select candidate.name from (
        select s.name from import_stage s where s.name <> ''
        union select k.name from import_company k
      ) candidate
      where similarity(fold(candidate.name), fold(p.name)) > 0.45
      order by similarity(fold(candidate.name), fold(p.name)) desc, candidate.name limit 1
    ) near on true
    where p.found = 0 order by p.name limit 50`;
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'payer_unknown_suggestion', level: 'error', column: '$1' },
      params: { value: 's.paid_by', suggestion: 'p.suggestion' },
    })} from (${suggestion}) p where p.name = s.paid_by and p.suggestion is not null`,
    [headers.paidBy],
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'payer_unknown', level: 'error', column: '$1', params: { value: 's.paid_by' } },
    })} from import_payer p where p.name = s.paid_by and p.found = 0
      and not s.problems @> '[{"code": "payer_unknown_suggestion"}]'`,
    [headers.paidBy],
  );
}

/** Self-payment, circles and chains: whoever pays for others is paid by nobody (people.md). */
async function refuseCircles(tx: Tx, headers: Headers): Promise<void> {
  const self = 's.payer_id = coalesce(s.contact_id, s.new_id)';
  await refuse(tx, headers, { code: 'payer_self', when: self });
  await tx.exec(`update import_stage s set payer_id = null where ${self}`);
  await tx.exec(
    `create temp table import_paid on commit drop as
     select coalesce(s.contact_id, s.new_id) as id, s.payer_id, s.paid_by as payer_name
     from import_stage s where s.payer_id is not null
     union all
     select c.id, c.payer_id, payer.display_name
     from contact c join contact payer on payer.org_id = c.org_id and payer.id = c.payer_id
     where ${alive} and c.payer_id is not null
       and not exists (select from import_stage s
         where s.contact_id = c.id and s.payer_id is not null)`,
  );
  const chain = 'p.id = s.payer_id';
  await refuse(tx, headers, {
    ...{ code: 'payer_cycle', from: 'import_paid p' },
    when: `${chain} and p.payer_id = coalesce(s.contact_id, s.new_id)`,
  });
  await refuse(tx, headers, {
    ...{ code: 'payer_chain', from: 'import_paid p', params: { payer: 'p.payer_name' } },
    when: `${chain} and p.payer_id <> coalesce(s.contact_id, s.new_id)`,
  });
  await refuse(tx, headers, {
    code: 'payer_chain_below',
    when: `s.payer_id is not null and s.contact_id is not null and exists (
      select from contact c where c.payer_id = s.contact_id and ${alive}
        and not exists (select from import_stage o where o.contact_id = c.id))`,
  });
}

/** Last of all: whose payer's own row does not come in cannot come in either. */
export async function refuseWithPayer(tx: Tx, headers: Headers): Promise<void> {
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'payer_refused', level: 'error', column: '$1' },
      params: { value: 's.paid_by', row: 'p.n' },
    })} from import_stage p
     where s.payer_id = p.new_id and p.contact_id is null and p.refused and not s.refused`,
    [headers.paidBy],
  );
}
