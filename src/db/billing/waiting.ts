import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import { nextWorkText } from './nextWork.ts';

/** What a run finds before it does anything. */
export type Found = {
  /** A gateway is connected whose list is compared with our books. */
  accounts: boolean;
  /** An attempt has no final answer yet. */
  attempts: boolean;
  /** As `nextWorkOn`. */
  next: LocalDate | null;
};

/** One look at everything that an ordinary day has nothing of. */
export function foundBefore(tx: Queryable): Promise<Found> {
  return tx.one<Found>({
    name: 'found_before',
    text: `select exists (select from gateway_account where org_id = app_org()) as accounts,
      exists (select from payment_attempt where org_id = app_org()
        and state in ('created', 'sent', 'requires_action', 'processing', 'unknown')) as attempts,
      (${nextWorkText}) as next`,
  });
}
