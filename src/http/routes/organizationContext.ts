import type { Context } from '../../actions/context.ts';
import { askSystem } from '../../db/transaction.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Call } from '../route.ts';
import { contextFor } from '../route.ts';

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'services'>;

/**
 * The context of an organization named by its slug, for callers who are not in it yet. Refuses with
 * `NotFound`.
 */
export async function organizationContext(call: AnyCall, slug: string): Promise<Context> {
  const row = await askSystem(call.services.db, (ask) =>
    ask.maybeOne<{ id: string }>('select id from organization where slug = $1', [slug]),
  );
  if (!row) throw new NotFound();
  return contextFor(call.services, row.id, { kind: 'system' });
}
