import type { LocalDate } from '../../domain/dates.ts';
import { isId } from '../../domain/ids.ts';
import type { Query } from '../../domain/segments/ast.ts';
import type { QueryFacts } from '../../domain/segments/facts.ts';
import { fold } from '../../domain/segments/fold.ts';
import { parseQuery } from '../../domain/segments/parse.ts';
import { factsNeeded, resolveNames } from '../../domain/segments/resolve.ts';
import { MissingOrganization } from '../refusals.ts';
import type { Queryable } from '../transaction.ts';

/** Whose directory is read, on which of its days. */
export type DirectoryScope = {
  orgId: string;
  /** The organization's calendar date. */
  today: LocalDate;
  /** The organization's currency: amounts in queries are in it. */
  currency: string;
};

const factsSql = `
  select
    (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by position, name),
      '[]') from plan where org_id = $1) as plans,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]')
      from label where org_id = $1) as labels,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]')
      from benefit where org_id = $1 and deleted_at is null) as benefits,
    (select coalesce(json_agg(json_build_object('key', key, 'type', type, 'choices', choices,
      'label', json_build_object('en', label_en, 'fr', label_fr)) order by position, key), '[]')
      from field where org_id = $1) as fields`;

// Named contacts, and near ones to suggest; both through indexes.
const contactsSql = `
  select d.contact_id as id, d.name, d.email as key from directory d
  where d.org_id = $1 and (d.sort_name = any ($2) or d.email = any ($3) or d.contact_id = any ($4))
  union
  select d.contact_id, d.name, null from unnest($2::text[]) wanted
  cross join lateral (
    select t.contact_id from directory_text t
    where t.org_id = $1 and wanted <% t.search
    order by word_similarity(wanted, t.sort_name) desc, t.contact_id limit 3
  ) near
  join directory d on d.org_id = $1 and d.contact_id = near.contact_id`;

/** The names that queries of this organization may use; for autocomplete and help too. */
export async function readFacts(reader: Queryable, scope: DirectoryScope): Promise<QueryFacts> {
  checkScope(scope);
  const named = await reader.one<Omit<QueryFacts, 'currency' | 'contacts'>>(
    { name: 'directory_facts', text: factsSql },
    [scope.orgId],
  );
  return { currency: scope.currency, ...named };
}

/** Parses a query and looks up its names. Refuses with `InvalidQuery`, which has the column. */
export async function understand(
  reader: Queryable,
  scope: DirectoryScope,
  text: string,
): Promise<Query> {
  checkScope(scope);
  const query = parseQuery(text);
  const needed = factsNeeded(query);
  const none = { currency: scope.currency, plans: [], labels: [], benefits: [], fields: [] };
  const facts = needed.names ? await readFacts(reader, scope) : none;
  if (needed.contacts.length === 0) return resolveNames(query, facts);
  const contacts = await reader.query<{ id: string; name: string; key: string }>(contactsSql, [
    scope.orgId,
    needed.contacts.map(fold),
    needed.contacts,
    needed.contacts.filter(isId),
  ]);
  return resolveNames(query, { ...facts, contacts });
}

/** The reader knows no row-level security: an organization that is none must never reach SQL. */
export function checkScope(scope: DirectoryScope): void {
  if (!isId(scope.orgId)) throw new MissingOrganization();
}
