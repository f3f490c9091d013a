import type { Filter, Value } from '../../domain/segments/ast.ts';
import { daysOf } from '../../domain/segments/dateWords.ts';
import type { Compiling } from './binder.ts';

/** What is given by a plan held now, is to deliver to somebody, or was delivered to them. */
export function benefitCondition(filter: Filter, on: Compiling): string {
  const having = filter.key === 'benefit' ? given : delivery(filter.key);
  const each = filter.values.map((value) => {
    if (value.shape === 'none') return `not ${having('', on)}`;
    return having(value.shape === 'any' ? '' : narrowed(value, on), on);
  });
  return `(${each.join(filter.mode === 'all' ? ' and ' : ' or ')})`;
}

function narrowed(value: Value, on: Compiling): string {
  if (value.shape !== 'compare') return '';
  const { ids = [], on: day } = value.literal;
  const one = ` and x.benefit_id = any (${on.binder.bind(ids, 'uuid[]')})`;
  if (!day) return one;
  const { first, last } = daysOf(day, on.today);
  const bind = (date: string) => on.binder.bind(date, 'date');
  return `${one} and x.starts_on between ${bind(first)} and ${bind(last)}`;
}

function given(more: string, { words }: Compiling): string {
  return `(d.plan_ids && array(select x.plan_id from plan_benefit x
    where x.org_id = $1${more}) and ${words.live})`;
}

/** Found once for all people, however the condition is combined with others. */
function delivery(key: Filter['key']): (more: string) => string {
  const state =
    key === 'delivered' ? 'x.done_at is not null' : 'x.done_at is null and x.void_at is null';
  return (more) => `d.contact_id in (select s.contact_id from benefit_delivery x
    join subscription s on s.org_id = x.org_id and s.id = x.subscription_id
    where x.org_id = $1 and ${state}${more})`;
}
