import type { Value } from '../../domain/segments/ast.ts';
import { undecidedSql } from '../renewals/coming.ts';
import type { Compiling } from './binder.ts';
import { wordIn } from './valueConditions.ts';

/**
 * The latest renewal of one of somebody's subscriptions in a state; any: one that is asked about,
 * or approved and not paid yet.
 */
export function renewalCondition(value: Value, on: Compiling): string {
  const open = having(`(r.state in ${undecidedSql} or r.state = 'approved')`);
  if (value.shape === 'any') return open;
  if (value.shape === 'none') return `not ${open}`;
  return having(`r.state = ${on.binder.bind(wordIn(value).replace('-', '_'), 'text')}
    and not exists (select from renewal l where l.org_id = $1
      and l.subscription_id = r.subscription_id and l.ends_on > r.ends_on)`);
}

// Found once for all people, however the condition is combined with others.
function having(condition: string): string {
  return `d.contact_id in (select s.contact_id from renewal r
    join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
    where r.org_id = $1 and ${condition})`;
}
