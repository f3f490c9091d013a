import type { Query } from '../../domain/segments/ast.ts';
import type { QueryFacts } from '../../domain/segments/facts.ts';
import type { Database } from '../transaction.ts';
import { withReader } from '../transaction.ts';
import type { DirectoryScope } from './names.ts';
import { readFacts, understand } from './names.ts';

/** The names that queries of this organization may use, on a connection of its own. */
export function readNames(db: Database, scope: DirectoryScope): Promise<QueryFacts> {
  return withReader(db, (reader) => readFacts(reader, scope));
}

/** A query with its names looked up; refuses with `InvalidQuery`, which has the column. */
export function understandQuery(db: Database, scope: DirectoryScope, text: string): Promise<Query> {
  return withReader(db, (reader) => understand(reader, scope, text));
}
