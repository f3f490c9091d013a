import * as z from 'zod';
import { boards } from '../../../db/payments/overdueBoards.ts';
import type { CaseRow } from '../../../db/payments/overdueCases.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { daysBetween } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { accessDuringOverdue } from '../../../domain/overdue/schedule.ts';
import { id, moneyList, named } from '../../shapes.ts';

export const caseBase = '/organizations/:org/overdue-cases';
export const casePath = z.strictObject({ org: z.string().max(200), id });
export const caseState = z.enum(['open', 'recovered', 'lost', 'closed']);
export const caseBoard = z.enum(boards);
export const figure = z.object({ count: z.number(), amount: moneyList });

const step = z.object({
  position: z.number(),
  kind: z.enum(['retry', 'reminder', 'final']),
  due_on: z.string(),
  /** Where the schedule had it; null: it was added later. */
  planned_on: z.string().nullable(),
  done_at: z.string().nullable(),
  outcome: z.string().nullable(),
});

export const caseShape = z.object({
  id: z.string(),
  contact: named,
  payer: named.extend({ email: z.string().nullable() }),
  invoice: z.object({
    id: z.string(),
    number: z.string(),
    balance: z.number(),
    total: z.number(),
    currency: z.string(),
  }),
  /** Owed while it is open, come back while it was, or given up; minor units. */
  amount: z.number(),
  subscription_id: z.string().nullable(),
  plan_name: z.string().nullable(),
  first_failed_on: z.string(),
  closed_on: z.string().nullable(),
  age_days: z.number(),
  last_reason: z.string().nullable(),
  reason_text: z.string().nullable(),
  refusals: z.number(),
  mode: z.enum(['charge', 'debit', 'invoice']),
  /** Nothing is charged any more until there is another payment method. */
  hard: z.boolean(),
  /** The bank has not answered yet; the clock stands until it has. */
  unresolved: z.boolean(),
  /** It was refused, and the gateway tries again by itself: the clock stands until it is over. */
  gateway_retries: z.boolean(),
  /** The dispute that suspends it until it is decided. */
  dispute_id: z.string().nullable(),
  next_step: z.object({ kind: z.string(), due_on: z.string() }).nullable(),
  ends_on: z.string().nullable(),
  steps: z.array(step),
  state: caseState,
  board: caseBoard,
  attention: z.boolean(),
  paused: z.boolean(),
  /** Nobody chases it while its subscription is paused; when that goes on, it is chased anew. */
  set_aside: z.boolean(),
  access: z.enum(['open', 'closed']),
  via: z.string().nullable(),
});

/** An overdue case as the API shows it: in its list, and on the record of the contact. */
export function presentCase(
  row: CaseRow,
  on: { today: LocalDate; language: Language },
): z.output<typeof caseShape> {
  const ahead = row.state === 'open' ? row.steps.filter((each) => each.doneAt === null) : [];
  const open = accessDuringOverdue(row.access, row.firstFailedOn, on.today).open;
  const next = ahead[0];
  return {
    id: row.id,
    contact: row.contact,
    payer: row.payer,
    invoice: row.invoice,
    amount: row.amount,
    subscription_id: row.subscriptionId,
    plan_name: row.planName,
    first_failed_on: row.firstFailedOn,
    closed_on: row.closedOn,
    age_days: daysBetween(row.firstFailedOn, row.closedOn ?? on.today),
    last_reason: row.lastReason,
    reason_text: row.lastReason && reasonText(row.lastReason, on.language),
    refusals: row.refusals,
    mode: row.mode,
    hard: row.hard,
    unresolved: row.unresolved,
    gateway_retries: row.gatewayRetries,
    dispute_id: row.disputeId,
    next_step: next ? { kind: next.kind, due_on: next.dueOn } : null,
    ends_on: ahead.find(({ kind }) => kind === 'final')?.dueOn ?? null,
    steps: row.steps.map(({ position, kind, dueOn, plannedOn, doneAt, outcome }) => {
      return { position, kind, due_on: dueOn, planned_on: plannedOn, done_at: doneAt, outcome };
    }),
    state: row.state,
    board: row.board,
    attention: row.attention,
    paused: row.paused,
    set_aside: row.setAside,
    access: (row.state === 'open' ? open : row.state !== 'lost' && !row.over) ? 'open' : 'closed',
    via: row.via,
  };
}
