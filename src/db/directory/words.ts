import type { KindWord, StatusWord } from '../../domain/segments/keys.ts';

/** Makes SQL conditions over `directory d`; `today` is the placeholder of today's date. */
export type DayWords = {
  /** A subscription runs and its last day is not reached. */
  live: string;
  /** Live, begun, and neither paused nor overdue: trialing or active on the membership axis. */
  standing: string;
  former: string;
  status: Record<StatusWord, string>;
  kind: Record<KindWord, string>;
  renews: string;
  accessOpen: string;
};

/**
 * The one place that says in SQL what each word of `status:` and `kind:` means. It is the same as
 * `statusesOf`, `memberKind`, `willRenew` in domain/members/status.ts, and tested to be. Every
 * condition is worked out from stored facts and today, so no nightly job is needed for it.
 */
function dayWords(today: string): DayWords {
  const live = `(d.running and (d.ends_on is null or d.ends_on > ${today}))`;
  const begun = `(d.runs_from is null or d.runs_from <= ${today})`;
  const standing = `(${live} and not d.overdue and ${begun} and not d.paused)`;
  const pending = `(not ${live} and d.pending_approval)`;
  const former = `(not ${live} and not d.pending_approval
    and (d.running or d.ended_on is not null))`;
  const outcome = (word: string) => `coalesce(d.last_charge_outcome = '${word}', false)`;
  const expired = `coalesce(d.end_cause, 'expired') = 'expired'`;
  const status: Record<StatusWord, string> = {
    active: `(${standing} and not ${outcome('declined')})`,
    declined: outcome('declined'),
    cancelled: `(${former} and not ${expired})`,
    refunded: outcome('refunded'),
    fraud: outcome('refunded_as_fraud'),
    follower: `(${standing} and d.follower and not d.paying)`,
    paused: `(${live} and not d.overdue and ${begun} and d.paused)`,
    'pending-approval': pending,
    scheduled: `(${live} and not d.overdue and not ${begun})`,
    overdue: `(${live} and d.overdue)`,
    expired: `(${former} and ${expired})`,
  };
  const kind: Record<KindWord, string> = {
    paying: `(${live} and d.paying)`,
    free: `(${live} and not d.paying and not d.follower)`,
    follower: `(${live} and not d.paying and d.follower)`,
    former: `(not ${live} and (d.running and not d.pending_approval or d.ended_on is not null))`,
    never: `(not ${live} and (not d.running or d.pending_approval) and d.ended_on is null)`,
  };
  return {
    live,
    standing,
    former,
    status,
    kind,
    renews: `(${live} and d.ends_on is null)`,
    accessOpen: accessOpen(today, live, begun),
  };
}

/**
 * Whether access is open (domain/access.ts): not closed by a block, a pause or an overdue payment,
 * and inside a term, in grace, or waiting for our own billing.
 */
function accessOpen(today: string, live: string, begun: string): string {
  return `(d.access_closed is null and ${live} and ${begun} and case
    when d.overdue then d.access_closes_on is null or d.access_closes_on > ${today}
    when d.paused then true
    else coalesce(d.access_until > ${today}, false)
      or coalesce(d.next_billing_on <= ${today}, false)
    end)`;
}

/** Today is the second parameter of every statement about the directory. */
export const todaySql = '$2::date';

/** The words with that parameter, written once. */
export const words = dayWords(todaySql);

/** The one word the list shows, most urgent first (`statusOf`), written with underscores. */
export const statusColumn = statusIn(words);

function statusIn({ status }: DayWords): string {
  const order: readonly StatusWord[] = [
    ...(['fraud', 'pending-approval', 'overdue', 'declined', 'paused', 'scheduled'] as const),
    ...(['follower', 'active', 'refunded', 'cancelled', 'expired'] as const),
  ];
  const cases = order.map((word) => `when ${status[word]} then '${word.replace('-', '_')}'`);
  return `case ${cases.join(' ')} end`;
}
