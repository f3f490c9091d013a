import type { PlanRecord } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import { addDays, localDate } from '../../domain/dates.ts';
import type { Money } from '../../domain/money.ts';
import { planRevoke } from '../../domain/subscriptions/cancel.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { refuseFull, seatsMore } from '../../domain/subscriptions/seats.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { decideApproval } from '../joining/decideApproval.ts';
import { planCancelOf } from '../subscriptions/cancelSubscription.ts';
import { refusePayer } from '../subscriptions/changePayer.ts';
import { soldAs } from '../subscriptions/decideChange.ts';
import { decideReactivation } from '../subscriptions/decideReactivation.ts';
import { billedOnResuming, decideResume } from '../subscriptions/decideResume.ts';
import type { Extending } from '../subscriptions/extendSubscription.ts';
import { decideExtension } from '../subscriptions/extendSubscription.ts';
import { factsOf } from '../subscriptions/facts.ts';
import { addonsAlong } from '../subscriptions/heldAddons.ts';
import { refuseOtherWay } from '../subscriptions/otherWay.ts';
import { decidePause } from '../subscriptions/pauseSubscription.ts';
import type { Sale } from '../subscriptions/planForSale.ts';
import { AlreadySubscribed, ChangeAfterEnd, SoldOnce } from '../subscriptions/refusals.ts';
import { decideUndo } from '../subscriptions/undoCancellation.ts';
import type { PageFacts } from './pageFacts.ts';
import type { Prepared, Promised } from './prepare.ts';
import { checkRenewal } from './renewals.ts';
import { judgeRepricing } from './repricing.ts';

/** What an act would bill at once, where it does. */
export type Billed = Money[];

const nothing: Billed = [];

/**
 * Refuses an act on one subscription by the rules that carry it out; who is judged before counts:
 * a seat or a plan is promised once.
 */
export function check(
  scene: Scene,
  prepared: Prepared,
  { row, facts }: { row: SubscriptionRow; facts: PageFacts },
): Billed {
  const { act, promised } = prepared;
  switch (act.act) {
    case 'pause':
      decidePause(scene, row, pausingOf(act));
      return nothing;
    case 'resume': {
      const resuming = decideResume(scene, row, { facts: facts.resumes, on: scene.today });
      const invoices = billedOnResuming(scene, row, resuming)?.invoices ?? [];
      return invoices.map(({ draft }) => ({ amount: draft.total, currency: row.currency }));
    }
    case 'extend':
      decideExtension(scene, row, { last: facts.ends.get(row.id) ?? null, by: extendingOf(act) });
      return nothing;
    case 'cancel':
      planCancelOf(scene, row, { termEndsOn: null, collecting: collectingOf(act) });
      return nothing;
    case 'revoke':
      planRevoke(row, scene.today);
      return nothing;
    case 'approve': {
      const { invoicesNow } = decideApproval(scene, row, facts.approvals.get(row.id)!);
      return invoicesNow.map(({ draft }) => ({ amount: draft.total, currency: row.currency }));
    }
    case 'decline':
      nextState('decline', row.state);
      return nothing;
    case 'renewal':
      return checkRenewal(act, row, facts.renewals);
    case 'undo': {
      const plan = withPromised(facts.plans.get(row.planId), promised);
      decideUndo(scene, row, plan);
      promise(promised, row, row.quantity);
      return nothing;
    }
    case 'change':
      checkChange(scene, prepared, { row, facts });
      return nothing;
    case 'payer':
      refusePayer(row, prepared.payer!, facts.paying.has(row.contactId));
      return nothing;
    case 'reactivate':
      return checkReturn(scene, prepared, { row, facts });
    case 'price':
      judgeRepricing(scene, prepared.repricing!, row);
      return nothing;
    case 'deliver':
    case 'delete':
      return nothing;
  }
}

type Held = { row: SubscriptionRow; facts: PageFacts };

function checkReturn(scene: Scene, { promised }: Prepared, { row, facts }: Held): Billed {
  const known = facts.returns.get(row.id)!;
  const plan = withPromised(known.plan, promised);
  const isHeld = known.isHeld || promised.plans.has(`${row.contactId} ${row.planId}`);
  const { anew } = decideReactivation(scene, row, { ...known, plan, isHeld });
  promise(promised, row, row.quantity);
  const invoices = anew?.invoices ?? [];
  return invoices.map(({ draft }) => ({ amount: draft.total, currency: row.currency }));
}

function checkChange(scene: Scene, { act, sale, promised }: Prepared, { row, facts }: Held): void {
  const { plan } = sale!;
  nextState('change_plan', row.state);
  if (row.once) throw new SoldOnce();
  const others = (facts.held.get(row.contactId) ?? []).some((id) => id !== row.id);
  const isPromised = promised.plans.has(`${row.contactId} ${plan.id}`);
  if ((others || isPromised) && !plan.allowSeveral) {
    throw new AlreadySubscribed({ name: row.contactName, plan: plan.name });
  }
  refuseOtherWay(row, sale!);
  const { to, becoming } = wantedBy(act, row, sale!);
  const decision = planChange({
    facts: factsOf(row, scene.org, scene.today),
    term: null,
    to,
    timing: 'next_period',
    today: scene.today,
  });
  if (row.endsOn && decision.effectiveOn >= row.endsOn) {
    throw new ChangeAfterEnd({ date: row.endsOn });
  }
  const more = seatsMore(row, becoming, decision.applies);
  if (more > 0) refuseFull(withPromised(plan, promised), more);
  promise(promised, { contactId: row.contactId, planId: plan.id }, more);
}

function wantedBy(act: BulkAct, row: SubscriptionRow, sale: Sale) {
  const asked = act.act === 'change' ? act.quantity : undefined;
  const addons = addonsAlong(row, sale, undefined);
  return soldAs({ ...sale, addons }, asked ?? row.quantity);
}

function withPromised<P extends PlanRecord | undefined>(plan: P, promised: Promised): P {
  if (!plan) return plan;
  return { ...plan, seatsTaken: plan.seatsTaken + (promised.seats.get(plan.id) ?? 0) };
}

type Coming = Pick<SubscriptionRow, 'contactId' | 'planId'>;

function promise(promised: Promised, { contactId, planId }: Coming, seats: number): void {
  promised.plans.add(`${contactId} ${planId}`);
  promised.seats.set(planId, (promised.seats.get(planId) ?? 0) + seats);
}

type ActOf<N extends BulkAct['act']> = Extract<BulkAct, { act: N }>;

/** The pause an act asks for, as the action takes it. */
export function pausingOf(act: ActOf<'pause'>) {
  return {
    fromOn: act.from_on ? localDate(act.from_on) : undefined,
    untilOn: act.until_on ? localDate(act.until_on) : null,
    keepsAccess: act.keeps_access,
  };
}

/** The free time an act asks for; the rules count to the first day after it. */
export function extendingOf(act: ActOf<'extend'>): Extending {
  return act.until ? { until: addDays(localDate(act.until), 1) } : { days: act.days! };
}

/** Whether what is open of the cancelled ones is still collected. */
export function collectingOf(act: ActOf<'cancel'>): 'continue' | 'stop' {
  return act.stop_collecting ? 'stop' : 'continue';
}
