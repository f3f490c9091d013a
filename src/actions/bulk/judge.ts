import type { BulkTarget } from '../../db/bulk/items.ts';
import { holdersAmong, namesOf, tiedContacts } from '../../db/bulk/items.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import { NoRunningSubscription } from '../../domain/bulk.ts';
import { localDate } from '../../domain/dates.ts';
import { Refusal } from '../../domain/errors.ts';
import { ContactStillRunning } from '../../domain/members/contact.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { soldAs } from '../subscriptions/decideChange.ts';
import { factsOf } from '../subscriptions/facts.ts';
import { addonsAlong } from '../subscriptions/heldAddons.ts';
import { refuseOtherWay } from '../subscriptions/otherWay.ts';
import { decidePause } from '../subscriptions/pauseSubscription.ts';
import type { Sale } from '../subscriptions/planForSale.ts';
import { planForSale } from '../subscriptions/planForSale.ts';
import {
  AlreadyCancelling,
  AlreadySubscribed,
  ChangeAfterEnd,
  NoPause,
  SeasonFixed,
} from '../subscriptions/refusals.ts';
import type { Repricing } from './repricing.ts';
import { judgeRepricing, loadRepricing } from './repricing.ts';

/** A target with why it is left out; null: it will be acted on. */
export type Judged = BulkTarget & { why: Refusal | null };

/** An act with what is read once for everybody. */
export type Prepared = { act: BulkAct; sale: Sale | null; repricing: Repricing | null };

/** Reads what an act needs once; refuses when it makes sense for nobody (a plan not on sale). */
export async function prepareAct(scene: Scene, act: BulkAct): Promise<Prepared> {
  const sale =
    act.act === 'change'
      ? await planForSale(scene.tx, { planId: act.plan_id, priceId: act.price_id ?? null })
      : null;
  const repricing = act.act === 'price' ? await loadRepricing(scene.tx, act.price_change_id) : null;
  return { act, sale, repricing };
}

/**
 * Says of each target whether the act is possible, by the rules that carry it out, reading
 * set-wise: thousands take a second. Carrying it out asks again, under locks.
 */
export async function judge(
  scene: Scene,
  prepared: Prepared,
  targets: readonly BulkTarget[],
): Promise<Judged[]> {
  if (prepared.act.act === 'delete') return judgeDeletion(scene, targets);
  const ids = targets.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const rows = await findSubscriptions(scene.tx, scene.today, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const held = prepared.sale
    ? await holdersAmong(
        scene.tx,
        targets.map(({ contactId }) => contactId),
        prepared.sale.plan.id,
      )
    : new Map<string, string[]>();
  return targets.map((target) => {
    const row = target.subscriptionId ? byId.get(target.subscriptionId) : undefined;
    if (!row) return { ...target, why: new NoRunningSubscription() };
    const others = (held.get(target.contactId) ?? []).filter((id) => id !== row.id);
    return { ...target, why: refusalOf(() => check(scene, prepared, { row, others })) };
  });
}

function refusalOf(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

type Holding = { row: SubscriptionRow; others: string[] };

function check(scene: Scene, { act, sale, repricing }: Prepared, holding: Holding): void {
  const { row } = holding;
  switch (act.act) {
    case 'pause':
      decidePause(scene, row, pausingOf(act));
      return;
    case 'resume':
      if (!row.pause) throw new NoPause();
      return;
    case 'extend':
      nextState('extend', row.state);
      if (row.season) throw new SeasonFixed();
      return;
    case 'cancel':
      nextState('cancel_at_period_end', row.state);
      if (row.cancellation && row.endsOn) throw new AlreadyCancelling({ date: row.endsOn });
      return;
    case 'change':
      checkChange(scene, { act, sale: sale! }, holding);
      return;
    case 'price':
      judgeRepricing(scene, repricing!, row);
      return;
    case 'delete':
      return;
  }
}

function checkChange(
  scene: Scene,
  wish: { act: Extract<BulkAct, { act: 'change' }>; sale: Sale },
  { row, others }: Holding,
): void {
  nextState('change_plan', row.state);
  const { sale } = wish;
  if (others.length > 0) {
    throw new AlreadySubscribed({ name: row.contactName, plan: sale.plan.name });
  }
  refuseOtherWay(row, sale);
  const quantity = wish.act.quantity ?? row.quantity;
  const decision = planChange({
    facts: factsOf(row, scene.org, scene.today),
    term: null,
    to: soldAs({ ...sale, addons: addonsAlong(row, sale, undefined) }, quantity).to,
    timing: 'next_period',
    today: scene.today,
  });
  if (row.endsOn && decision.effectiveOn >= row.endsOn) {
    throw new ChangeAfterEnd({ date: row.endsOn });
  }
}

/** The pause an act asks for, as the action takes it. */
export function pausingOf(act: Extract<BulkAct, { act: 'pause' }>) {
  return {
    fromOn: act.from_on ? localDate(act.from_on) : undefined,
    untilOn: act.until_on ? localDate(act.until_on) : null,
    keepsAccess: act.keeps_access,
  };
}

async function judgeDeletion(scene: Scene, targets: readonly BulkTarget[]): Promise<Judged[]> {
  const ids = targets.map(({ contactId }) => contactId);
  const tied = await tiedContacts(scene.tx, ids);
  const names = await namesOf(scene.tx, [...tied.keys()]);
  return targets.map((target) => {
    const plan = tied.get(target.contactId);
    const name = names.get(target.contactId) ?? '';
    return { ...target, why: plan ? new ContactStillRunning({ name, plan }) : null };
  });
}
