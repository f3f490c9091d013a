import type { LocalDate } from '../../domain/dates.ts';
import { hadTheirTime } from '../renewals/lead.ts';
import { dueForChangeSql } from '../subscriptions/changes.ts';
import type { Tx } from '../transaction.ts';

/** A subscription that a date moved on, with its new state. */
export type Moved = {
  id: string;
  contactId: string;
  payerId: string;
  planName: string;
  state: string;
  endsOn: LocalDate | null;
  cause: string | null;
};

/** `unanswered`: the term is over, and its renewal was not approved (renewals.md). */
export type Move = 'start' | 'end_trial' | 'end' | 'unanswered';

// Each picks by a partial index, locks what is free, and says what the date makes of it. The table
// of transitions (domain/subscriptions) allows exactly these.
const moves: Record<Move, { due: string; set: string }> = {
  start: {
    due: `s.state = 'scheduled' and s.starts_on <= $1`,
    set: `state = case when s.trial_ends_on > $1 then 'trialing' else 'active' end`,
  },
  end_trial: {
    due: `s.state = 'trialing' and s.trial_ends_on <= $1`,
    set: `state = 'active'`,
  },
  end: {
    due: `s.ends_on <= $1 and s.ends_on is not null
      and s.state not in ('cancelled', 'expired', 'pending_approval')`,
    set: `state = case when coalesce(s.end_cause, 'expired') = 'expired' then 'expired'
        else 'cancelled' end, end_cause = coalesce(s.end_cause, 'expired'),
      next_billing_on = null, billing_held = false`,
  },
  unanswered: {
    due: `s.next_billing_on <= $1 and s.asked_from is not null
      and s.next_billing_on >= s.asked_from and s.state in ('trialing', 'active', 'overdue')
      and ${hadTheirTime('$1')}`,
    set: `state = 'expired', end_cause = 'expired', ends_on = s.next_billing_on,
      next_billing_on = null, billing_held = false`,
  },
};

/** Moves on what a day's date makes of subscriptions, at most `limit`; answers which. */
export async function moveByDate(
  tx: Tx,
  move: Move,
  when: { day: LocalDate; now: string; limit: number },
): Promise<Moved[]> {
  const { due, set } = moves[move];
  return tx.query<Moved>(
    {
      name: `move_by_date_${move}`,
      text: `with due as materialized (
       select s.id from subscription s where s.org_id = app_org() and ${due}
       order by s.id limit $3 for no key update of s
     )
     update subscription s set ${set}, version = s.version + 1, updated_at = $2
     from due d, plan_version v
     where s.org_id = app_org() and s.id = d.id and v.org_id = app_org()
       and v.id = s.plan_version_id
     returning s.id, s.contact_id as "contactId", s.payer_id as "payerId",
       v.name as "planName", s.state, s.ends_on as "endsOn", s.end_cause as cause`,
    },
    [when.day, when.now, when.limit],
  );
}

/** What a day's date asks for: a beginning, an end, something to bill, a planned change. */
export type DueOn = Record<Move | 'bill' | 'change', boolean>;

const billable = `s.next_billing_on <= $1 and s.next_billing_on is not null
  and s.state in ('scheduled', 'trialing', 'active', 'overdue') and not s.billing_held
  and (s.asked_from is null or s.next_billing_on < s.asked_from)`;
const isAny = (due: string) =>
  `exists (select from subscription s where s.org_id = app_org() and ${due})`;

/** The columns of `dueOn`, for whoever asks more in the same breath; $1 is the day. */
export const dueOnSql = [
  ...Object.entries(moves).map(([name, { due }]) => `${isAny(due)} as "${name}"`),
  `${isAny(billable)} as bill`,
  `exists (${dueForChangeSql('$1')}) as change`,
].join(', ');

/** Which of the moves a day's date asks for, and whether it bills or changes anybody. */
export function dueOn(tx: Tx, day: LocalDate): Promise<DueOn> {
  return tx.one<DueOn>({ name: 'due_on', text: `select ${dueOnSql}` }, [day]);
}
