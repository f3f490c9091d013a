import type { Query } from '../../domain/segments/ast.ts';
import type { Database, Tx } from '../transaction.ts';
import { withReader } from '../transaction.ts';
import type { Binder, CompileContext, Compiling } from './binder.ts';
import { newBinder, startCompiling } from './binder.ts';
import { compileQuery } from './compile.ts';
import { correctQuery, hasText } from './correct.ts';
import type { DirectoryScope } from './names.ts';
import { understand } from './names.ts';

/** A statement about the people of one query, ready to be completed. */
export type Asking = { on: Compiling; binder: Binder; where: () => string; query: Query };

/** Begins a statement: `where()`, called once, always names the organization as `$1`. */
export function ask(
  scope: DirectoryScope,
  query: Query,
  reading: CompileContext['reading'] = 'indexes',
): Asking {
  const binder = newBinder(scope.orgId);
  const on = startCompiling({ today: scope.today, currency: scope.currency, reading }, binder);
  return { on, binder, query, where: () => `d.org_id = $1 and ${compileQuery(query, on)}` };
}

export type Match = 'exact' | 'near';

/**
 * Understands a query and answers with what `read` finds for it; when that is nothing and the
 * query has misspelt text, with what it finds for the corrected one. Every reader of the directory
 * goes through here, so a list, its totals and what is done to all of it mean the same people.
 */
export function answer<T>(
  db: Database,
  asked: { scope: DirectoryScope; text: string },
  read: {
    from: (reader: Tx, query: Query) => Promise<T>;
    isNothing: (found: T) => boolean;
  },
): Promise<{ found: T; match: Match; query: Query }> {
  const { scope, text } = asked;
  return withReader(db, async (reader) => {
    const query = await understand(reader, scope, text);
    const found = await read.from(reader, query);
    if (!read.isNothing(found) || !hasText(query)) return { found, match: 'exact', query };
    const corrected = await correctQuery(reader, scope, query);
    if (!corrected) return { found, match: 'exact', query };
    return { found: await read.from(reader, corrected), match: 'near', query: corrected };
  });
}
