import type { LocalDate } from '../../domain/dates.ts';
import { remindersDueSql } from '../invoices/reminders.ts';
import { unresolvedRefundsSql } from '../payments/refunds.ts';
import type { Queryable } from '../transaction.ts';
import { toCollectSql } from './collect.ts';
import { heldClosingsSql } from './heldClosings.ts';
import { lateInvoicesSql } from './late.ts';
import { nextWorkText } from './nextWork.ts';
import { casesToAnnounceSql, dueCasesSql } from './openCases.ts';
import type { DueOn } from './transitions.ts';
import { dueOnSql } from './transitions.ts';

/** What a run finds before it does anything. */
export type Found = DueOn & {
  /** A gateway is connected whose list is compared with our books. */
  accounts: boolean;
  /** An attempt has no final answer yet. */
  attempts: boolean;
  /** As `nextWorkOn`. */
  next: LocalDate | null;
};

/** One look at everything that an ordinary day has nothing of; what is due is due on `day`. */
export function foundBefore(tx: Queryable, day: LocalDate): Promise<Found> {
  return tx.one<Found>(
    {
      name: 'found_before',
      text: `select exists (select from gateway_account where org_id = app_org()) as accounts,
        exists (select from payment_attempt where org_id = app_org()
          and state in ('created', 'sent', 'requires_action', 'processing', 'unknown')) as attempts,
        (${nextWorkText}) as next, ${dueOnSql}`,
    },
    [day],
  );
}

/** What money there is to ask for, or to give back, once a day's invoices are issued. */
export type LeftOpen = Record<
  'collect' | 'late' | 'steps' | 'closings' | 'announcements' | 'reminders' | 'refunds',
  boolean
>;

/**
 * Whether there is any of it, in one look: most days there is nothing. Before collecting, as
 * long as something is to be collected, the rest is not looked for and false. The offsets are days.
 */
export function leftOpen(
  tx: Queryable,
  when: {
    today: LocalDate;
    /** ISO instant. */
    now: string;
    offsets: { before: number[]; after: number[] };
    isCollected: boolean;
  },
): Promise<LeftOpen> {
  const reminders = remindersDueSql({ today: '$1', before: '$2', after: '$3' });
  return tx.one<LeftOpen>(
    {
      name: 'left_open',
      text: `with first as materialized (
          select not $4 and exists (${toCollectSql('$1')}) as collect)
        select collect, not collect and exists (${lateInvoicesSql('$1')}) as late,
          not collect and exists (${dueCasesSql('$1')}) as steps,
          not collect and exists (${heldClosingsSql('$5')}) as closings,
          not collect and exists (${casesToAnnounceSql('$1')}) as announcements,
          not collect and exists (${reminders}) as reminders,
          not collect and exists (${unresolvedRefundsSql}) as refunds
        from first`,
    },
    [when.today, when.offsets.before, when.offsets.after, when.isCollected, when.now],
  );
}
