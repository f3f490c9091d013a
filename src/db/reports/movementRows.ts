import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import type { MovementKind } from './recurring.ts';
import { namedDays } from './recurring.ts';

/** One movement; of an opening or closing sum, what one person is worth by then (`kind` null). */
export type MovementRow = {
  contact_id: string;
  name: string;
  /** The day of the movement, or of the latest one. */
  on: LocalDate;
  /** Minor units per month: by how much, and how much then. */
  amount: number;
  after: number;
  kind: MovementKind | null;
};

export type MovementsAsked = {
  today: LocalDate;
  /** `YYYY-MM`. */
  month: string;
  currency: string;
  /** A figure of the month; null: all its movements. */
  kind: MovementKind | 'opening' | 'closing' | null;
};

/** The row a page ended with. */
export type AfterMovement = { amount: number; on: string; id: string };

/** Of a day before which everything counts: who is worth what. */
const worthBefore = (day: string) => `select contact_id, max(dated) as dated,
    sum(amount)::bigint as amount, sum(amount)::bigint as after, null::text as kind
  from named where currency = $2 and dated < ${day} group by contact_id having sum(amount) <> 0`;

const moved = `select contact_id, dated, amount, after, kind from named
  where currency = $2 and dated >= $3::date and dated < $3::date + interval '1 month'
    and ($4::text is null or kind = $4)`;

function chosen(kind: MovementsAsked['kind']): string {
  if (kind === 'opening') return worthBefore('$3::date');
  return kind === 'closing' ? worthBefore("$3::date + interval '1 month'") : moved;
}

/** The people behind one figure, largest first: all of them, or `page.limit` after a place. */
export function movementStatement(
  { today, month, currency, kind }: MovementsAsked,
  page?: { limit: number; after?: AfterMovement | undefined },
): { text: string; params: unknown[] } {
  const isSum = kind === 'opening' || kind === 'closing';
  const params: unknown[] = [today, currency, `${month}-01`, ...(isSum ? [] : [kind])];
  let after = '';
  if (page?.after) {
    const { amount, on, id } = page.after;
    const at = params.push(amount, on, id);
    after = `where (-abs(m.amount), m.dated, m.contact_id)
      > (-abs($${at - 2}::bigint), $${at - 1}::date, $${at}::uuid)`;
  }
  const limit = page ? `limit ${Math.trunc(page.limit) + 1}` : '';
  const text = `${namedDays} select m.contact_id, c.display_name as name, m.dated as on, m.amount,
      m.after, m.kind
    from (${chosen(kind)}) m join contact c on c.org_id = app_org() and c.id = m.contact_id
    ${after} order by abs(m.amount) desc, m.dated, m.contact_id ${limit}`;
  return { text, params };
}

/** A page of them, and what the next one comes after. */
export async function movementRows(
  tx: Queryable,
  asked: MovementsAsked,
  page: { limit: number; after?: AfterMovement | undefined },
): Promise<{ items: MovementRow[]; next: AfterMovement | null }> {
  const { text, params } = movementStatement(asked, page);
  const rows = await tx.query<MovementRow>(text, params);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const more = rows.length > page.limit && last;
  return { items, next: more ? { amount: last.amount, on: last.on, id: last.contact_id } : null };
}
