/** The database's shape as text, from PostgreSQL's own catalog, always in the same order. */

import { type Database, inSystem, type Tx } from '../../src/db/transaction.ts';

type Line = { text: string };

const heading = '-- Made from the migrations by "npm run schema". For reading; it is never run.';

/** What a reader of the repository looks at, and what the test compares. */
export async function schemaText(db: Database): Promise<string> {
  return await inSystem(db, async (tx) => {
    const parts: string[] = [];
    for (const [title, sql] of Object.entries(chapters)) {
      parts.push(`-- ${'-'.repeat(60)} ${title}`, ...(await linesOf(tx, sql)), '');
    }
    return `${heading}\n\n${parts.join('\n')}`;
  });
}

async function linesOf(tx: Tx, sql: string): Promise<string[]> {
  const rows = await tx.query<Line>(sql);
  return rows.map((row) => row.text.trimEnd());
}

/** Ours: neither PostgreSQL's own, nor the job queue's, nor what an extension brought. */
const ours = `n.nspname !~ '^(pg_|information_schema$|graphile_worker$)'`;

const notOfExtension = (catalog: string, id: string): string => `not exists (
  select from pg_depend d where d.classid = '${catalog}'::regclass
    and d.objid = ${id} and d.deptype = 'e')`;

const chapters = {
  extensions: `select format('create extension %s;', extname) as text from pg_extension
    where extname <> 'plpgsql' order by 1`,

  tables: `select format(e'create table %s.%s (\\n%s\\n)%s;\\n', n.nspname, c.relname, (
      select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' end,
          case when e.adbin is null then '' when a.attgenerated = '' then ' default '
            else ' generated always as ' end || coalesce(pg_get_expr(e.adbin, e.adrelid), '')),
        e',\\n' order by a.attnum)
      from pg_attribute a
      left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) end) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
      and ${notOfExtension('pg_class', 'c.oid')} order by n.nspname, c.relname`,

  constraints: `select format('alter table %s add constraint %s %s;', k.conrelid::regclass,
      k.conname, pg_get_constraintdef(k.oid)) as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' and not c.relispartition
    order by n.nspname, c.relname, k.contype, k.conname`,

  indexes: `select format('%s;', pg_get_indexdef(i.indexrelid)) as text
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not c.relispartition and c.relkind in ('r', 'p') and not exists (
      select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by n.nspname, c.relname, 1`,

  partitions: `select format('%s of %s: %s', c.relname, i.inhparent::regclass,
      case when pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' then 'default' else 'range' end)
      as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and ${ours} and pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'
    order by 1`,

  views: `select format(e'create view %s.%s as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid))
      as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and ${ours} and ${notOfExtension('pg_class', 'c.oid')}
     order by 1`,

  functions: `select pg_get_functiondef(p.oid) as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and p.prokind in ('f', 'p') and ${notOfExtension('pg_proc', 'p.oid')}
    order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`,

  triggers: `select format('%s;', pg_get_triggerdef(t.oid)) as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and ${ours} and not c.relispartition
    order by n.nspname, c.relname, t.tgname`,

  'row-level security': `select format('alter table %s.%s %s;', n.nspname, c.relname,
      case when c.relforcerowsecurity then 'force row level security'
        when c.relrowsecurity then 'enable row level security'
        else 'has no row level security' end) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
    order by n.nspname, c.relname`,

  policies: `select format('create policy %s on %s.%s for %s to %s using (%s) with check (%s);',
      policyname, schemaname, tablename, lower(cmd),
      array_to_string(array_replace(roles, current_user, 'owner'), ', '),
      coalesce(qual, ''), coalesce(with_check, '')) as text
    from pg_policies order by schemaname, tablename, policyname`,

  privileges: `select format('grant %s on %s.%s to %s;',
      string_agg(lower(a.privilege_type), ', ' order by a.privilege_type),
      n.nspname, c.relname, coalesce(r.rolname, 'public')) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where ${ours} and not c.relispartition and a.grantee <> c.relowner
      and ${notOfExtension('pg_class', 'c.oid')}
    group by n.nspname, c.relname, r.rolname order by n.nspname, c.relname, r.rolname`,
};
