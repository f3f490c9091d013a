import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** Free days that can still be taken back, and the term they are. */
export type UndoableExtension = {
  id: string;
  subscriptionId: string;
  days: number;
  termId: string;
};

/**
 * Of each of these subscriptions the latest extension, while its days are the last ones and none
 * of them is used up.
 */
export function undoableExtensions(
  tx: Queryable,
  subscriptionIds: readonly string[],
  today: LocalDate,
): Promise<UndoableExtension[]> {
  return tx.query<UndoableExtension>(
    `select e.id, e.subscription_id as "subscriptionId", e.days, t.id as "termId"
     from (
       select distinct on (subscription_id) org_id, id, subscription_id, days
       from subscription_extension
       where org_id = app_org() and subscription_id = any($1::uuid[]) and undone_at is null
       order by subscription_id, created_at desc, id desc
     ) e
     join term t on t.org_id = e.org_id and t.subscription_id = e.subscription_id
       and t.status <> 'void' and t.kind = 'granted' and t.ends_on - t.starts_on = e.days
       and t.starts_on >= $2
     where not exists (select from term later where later.org_id = t.org_id
       and later.subscription_id = t.subscription_id and later.status <> 'void'
       and later.starts_on > t.starts_on)`,
    [subscriptionIds, today],
  );
}
