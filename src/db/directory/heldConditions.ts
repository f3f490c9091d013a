import type { Filter, Value } from '../../domain/segments/ast.ts';
import type { Compiling } from './binder.ts';

function idsOf(filter: Filter): string[][] {
  return filter.values.map((value) => (value.shape === 'compare' ? (value.literal.ids ?? []) : []));
}

function presences(filter: Filter): { none: boolean; any: boolean } {
  const has = (shape: Value['shape']) => filter.values.some((value) => value.shape === shape);
  return { none: has('none'), any: has('any') };
}

function combine(filter: Filter, ofIds: (ids: string[]) => string, none: string, any: string) {
  const asked = presences(filter);
  const ids = idsOf(filter).filter((one) => one.length > 0);
  const groups = filter.mode === 'all' ? ids : ids.length > 0 ? [ids.flat()] : [];
  const conditions = [
    ...groups.map(ofIds),
    ...(asked.none ? [none] : []),
    ...(asked.any ? [any] : []),
  ];
  return `(${conditions.join(filter.mode === 'all' ? ' and ' : ' or ')})`;
}

/** Labels from the join table; who has none lacks every label. */
export function labelCondition(filter: Filter, on: Compiling): string {
  const having = (more: string) => `exists (select from contact_label cl where cl.org_id = $1
    and cl.contact_id = d.contact_id${more})`;
  return combine(
    filter,
    (ids) => having(` and cl.label_id ${oneOf(ids, on)}`),
    `not ${having('')}`,
    having(''),
  );
}

/** A list of unknown length would be thought long, and no plan of the statement be kept. */
function oneOf(ids: string[], { binder }: Compiling): string {
  return ids.length === 1
    ? `= ${binder.bind(ids[0], 'uuid')}`
    : `= any (${binder.bind(ids, 'uuid[]')})`;
}

/** Plans held now; custom amounts are "no plan" (spec/people.md), though they can be named. */
export function planCondition(filter: Filter, on: Compiling): string {
  const { live } = on.words;
  const array = (ids: string[]) => on.binder.bind(ids, 'uuid[]');
  if (filter.key === 'plan') {
    const held = (ids: string[]) => `(d.plan_ids && ${array(ids)} and ${live})`;
    return combine(
      filter,
      held,
      `(d.custom_amount and ${live})`,
      `(not d.custom_amount and d.plan_ids <> '{}' and ${live})`,
    );
  }
  // Who is over by date has become a former holder, whatever the last nightly job did.
  const over = `(d.running and not ${live} and d.plan_ids <> '{}')`;
  const former = (ids: string[]) =>
    `(d.former_plan_ids && ${array(ids)} or (${over} and d.plan_ids && ${array(ids)}))`;
  const any = `(d.former_plan_ids <> '{}' or ${over})`;
  return combine(filter, former, `(not ${any})`, any);
}
