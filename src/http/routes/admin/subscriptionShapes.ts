import * as z from 'zod';
import type { AddonSold } from '../../../db/plans/types.ts';
import type { UndoableExtension } from '../../../db/subscriptions/extensions.ts';
import type { SubscriptionRow } from '../../../db/subscriptions/load.ts';
import type { TermRow } from '../../../db/subscriptions/terms.ts';
import type { PackUse } from '../../../db/subscriptions/uses.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { renewalStates } from '../../../domain/renewals/states.ts';
import type {
  SubscriptionAction,
  SubscriptionState,
} from '../../../domain/subscriptions/transitions.ts';
import {
  allowedActions,
  effectiveState,
  isAllowed,
  isRunning,
  subscriptionStates,
} from '../../../domain/subscriptions/transitions.ts';
import { intervalUnit, named } from '../../shapes.ts';
import { packOf, packShape } from './packShapes.ts';
import { presentTerm, termShape } from './termShapes.ts';

const day = z.string();
const nullableDay = z.string().nullable();

const addonShape = z.object({
  addon_id: z.string(),
  name: z.string(),
  quantity: z.number(),
  unit_amount: z.number(),
});

function presentAddon({ addonId, name, quantity, unitAmount }: AddonSold) {
  return { addon_id: addonId, name, quantity, unit_amount: unitAmount };
}

export const subscriptionShape = z.object({
  id: z.string(),
  contact: named,
  payer: named,
  /** The payer owes the VAT themselves: what comes is billed without tax. */
  reverse_charge: z.boolean(),
  plan: named.extend({ kind: z.string(), deleted: z.boolean() }),
  price_id: z.string().nullable(),
  amount: z.number(),
  currency: z.string(),
  quantity: z.number(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  starts_on: day,
  trial_ends_on: nullableDay,
  first_billing_on: nullableDay,
  next_billing_on: nullableDay,
  ends_on: nullableDay,
  end_cause: z.string().nullable(),
  state: z.enum(subscriptionStates),
  state_reason: z.string().nullable(),
  collection: z.enum(['automatic', 'invoice']),
  billing_held: z.boolean(),
  allowed: z.array(z.string()),
  pause: z
    .object({
      from_on: day,
      until_on: nullableDay,
      keeps_access: z.boolean(),
      gives_back: z.enum(['dates', 'credit']),
    })
    .nullable(),
  cancellation: z.object({ ends_on: day, reason: z.string() }).nullable(),
  /** Free days that can still be taken back. */
  undoable_extension: z.object({ days: z.number() }).nullable(),
  pending_change: z
    .object({
      kind: z.string(),
      plan: named,
      price_id: z.string().nullable(),
      amount: z.number(),
      quantity: z.number(),
      ...{ interval_unit: intervalUnit, interval_count: z.number(), effective_on: day },
      price_change_id: z.string().nullable(),
      addons: z.array(addonShape),
    })
    .nullable(),
  once: z.boolean(),
  /** How it goes on after a term. */
  renewal: z.object({
    /** Its own rule; null: as the plan. */
    automatic: z.boolean().nullable(),
    /** In effect: billed by itself, or only once its renewal is approved. */
    policy: z.enum(['invoice', 'notice']),
    /** Why staff look at it before its next renewal is sent. */
    intervention: z.string().nullable(),
    open: z.object({ id: z.string(), state: z.enum(renewalStates) }).nullable(),
  }),
  addons: z.array(addonShape),
  pack: packShape.nullable(),
  terms: z.array(termShape),
  version: z.number(),
});

type Shown = z.output<typeof subscriptionShape>;

/** A subscription as the API shows it; its state is what its dates say today. */
export function presentSubscription(
  row: SubscriptionRow,
  rows: { terms: TermRow[]; uses: PackUse[]; extension: UndoableExtension | undefined },
  today: LocalDate,
): Shown {
  const state = stateOn(row, today);
  return {
    id: row.id,
    contact: { id: row.contactId, name: row.contactName },
    payer: { id: row.payerId, name: row.payerName },
    reverse_charge: row.reverseCharge && row.taxRate !== '0',
    plan: { id: row.planId, name: row.planName, kind: row.planKind, deleted: row.planDeleted },
    price_id: row.priceId,
    amount: row.amount,
    currency: row.currency,
    quantity: row.quantity,
    interval_unit: row.intervalUnit,
    interval_count: row.intervalCount,
    starts_on: row.startsOn,
    trial_ends_on: row.trialEndsOn,
    first_billing_on: row.firstBillingOn,
    next_billing_on: row.nextBillingOn,
    ends_on: row.endsOn,
    end_cause: row.endCause,
    state,
    state_reason: reasonOf(row, state),
    collection: row.collection,
    billing_held: row.billingHeld,
    allowed: allowedOn(row, state),
    pause: pauseOf(row),
    cancellation: isRunning(state) ? cancellationOf(row) : null,
    undoable_extension: extensionOf(rows.extension, state),
    pending_change: changeOf(row),
    once: row.once,
    renewal: {
      ...{ automatic: row.autoRenews, intervention: row.intervention },
      policy: row.askedFrom === null ? 'invoice' : 'notice',
      open: row.renewal && { id: row.renewal.id, state: row.renewal.state },
    },
    addons: row.addons.map(presentAddon),
    pack: packOf(row, rows.uses),
    terms: rows.terms.map((term) => presentTerm(term, today)),
    version: row.version,
  };
}

function stateOn(row: SubscriptionRow, today: LocalDate): SubscriptionState {
  const { state, startsOn, trialEndsOn, endsOn, endCause, pause } = row;
  const facts = {
    ...{ state, startsOn, trialEndsOn, endsOn },
    endCause: endCause as Parameters<typeof effectiveState>[0]['endCause'],
    pause: pause && { from: pause.fromOn, until: pause.untilOn },
  };
  return effectiveState(facts, today);
}

/** Why it is in its state, as a word the interface knows; null: the state says it all. */
function reasonOf(row: SubscriptionRow, state: SubscriptionState): string | null {
  if (!isRunning(state)) return row.endCause;
  if (row.billingHeld) return 'billing_held';
  if (row.cancellation && row.endsOn) return 'ending';
  return state === 'overdue' ? 'unpaid' : null;
}

/** What the table of transitions allows, less what has nothing to act on. */
function allowedOn(row: SubscriptionRow, state: SubscriptionState): string[] {
  const ending = row.cancellation !== null && row.endsOn !== null;
  const pointless: Partial<Record<SubscriptionAction, boolean>> = {
    cancel_at_period_end: ending || (row.once && state !== 'trialing' && state !== 'scheduled'),
    undo_cancellation: !ending,
    pause: row.pause !== null || row.season !== null,
    extend: row.season !== null || (row.once && row.forever),
    change_plan: row.once,
    reactivate: row.once,
    resume: row.pause === null,
  };
  const actions: string[] = allowedActions(state).filter((action) => !pointless[action]);
  if (row.pause && !actions.includes('resume')) actions.push('resume');
  if (row.pendingChange) actions.push('withdraw_change');
  if (row.billingHeld) actions.push('decide_held_billing');
  return actions;
}

function pauseOf({ pause }: SubscriptionRow): Shown['pause'] {
  if (!pause) return null;
  const { fromOn: from_on, untilOn: until_on, keepsAccess, givesBack } = pause;
  return { from_on, until_on, keeps_access: keepsAccess, gives_back: givesBack };
}

function extensionOf(
  extension: UndoableExtension | undefined,
  state: SubscriptionState,
): Shown['undoable_extension'] {
  return extension && isAllowed('extend', state) ? { days: extension.days } : null;
}

function cancellationOf({ cancellation, endsOn }: SubscriptionRow): Shown['cancellation'] {
  return cancellation && { ends_on: endsOn ?? cancellation.endsOn, reason: cancellation.reason };
}

function changeOf({ pendingChange: change }: SubscriptionRow): Shown['pending_change'] {
  if (!change) return null;
  const { kind, amount, quantity, planId, planName } = change;
  return {
    ...{ kind, amount, quantity, plan: { id: planId, name: planName } },
    ...{ price_id: change.priceId, price_change_id: change.priceChangeId },
    ...{ interval_unit: change.intervalUnit, interval_count: change.intervalCount },
    effective_on: change.effectiveOn,
    addons: change.addons.map(presentAddon),
  };
}
