import type { WaitingItem } from '../../db/bulk/items.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { NoRunningSubscription } from '../../domain/bulk.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Scene } from '../context.ts';
import { approveIn } from '../joining/approveRequest.ts';
import { declineIn } from '../joining/declineRequest.ts';
import { deleteContactIn } from '../people/deleteContact.ts';
import { applyNow } from '../subscriptions/applyChange.ts';
import { cancelIn } from '../subscriptions/cancelSubscription.ts';
import { changePayerIn } from '../subscriptions/changePayer.ts';
import { decideChange } from '../subscriptions/decideChange.ts';
import { extendIn } from '../subscriptions/extendSubscription.ts';
import { pauseIn } from '../subscriptions/pauseSubscription.ts';
import { planLater } from '../subscriptions/planLater.ts';
import { reactivateIn } from '../subscriptions/reactivateSubscription.ts';
import { billResumed, resumeIn } from '../subscriptions/resumeSubscription.ts';
import { revokeIn } from '../subscriptions/revokeSubscription.ts';
import { tellChanged } from '../subscriptions/tellChanged.ts';
import { undoCancellationIn } from '../subscriptions/undoCancellation.ts';
import { collectingOf, extendingOf, pausingOf } from './checks.ts';
import { deliverTo } from './deliver.ts';
import type { Prepared } from './prepare.ts';
import { renewOne } from './renewals.ts';
import { judgeRepricing, repricedWish } from './repricing.ts';
import { tellPriceChanged } from './tellPrice.ts';

/** What an item left to be done after the commit, and whose list rows it touched. */
export type Performed = { issued: IssuedInvoice[]; contacts: string[] };

/**
 * Does an act to one person in an open transaction, exactly as the act on one does it, on their
 * subscription as it was read under its lock; refuses as that does. The directory and charging
 * what was issued are the caller's.
 */
export async function perform(
  scene: Scene,
  prepared: Prepared,
  { item, row: known }: { item: WaitingItem; row: SubscriptionRow | undefined },
): Promise<Performed> {
  const { act } = prepared;
  if (act.act === 'delete') {
    await deleteContactIn(scene, item.contactId);
    return { issued: [], contacts: [] };
  }
  if (act.act === 'deliver') {
    await deliverTo(scene, act, item.contactId);
    return { issued: [], contacts: [] };
  }
  if (!item.subscriptionId) throw new NoRunningSubscription();
  const row = known ?? (await lockSubscription(scene.tx, scene.today, { id: item.subscriptionId }));
  const isReturn = act.act === 'reactivate' || act.act === 'renewal';
  if (!isReturn && !isRunning(row.state)) throw new NoRunningSubscription();
  const contacts = [...new Set([row.contactId, row.payerId])];
  switch (act.act) {
    case 'pause':
      await pauseIn(scene, row, pausingOf(act));
      return { issued: [], contacts };
    case 'resume':
      await resumeIn(scene, row, scene.today);
      return { issued: await billResumed(scene, row), contacts };
    case 'extend':
      await extendIn(scene, row, { ...extendingOf(act), reason: act.reason });
      return { issued: [], contacts };
    case 'cancel':
      await cancelIn(scene, row, { reason: act.reason, collecting: collectingOf(act) });
      return { issued: [], contacts };
    case 'revoke':
      await revokeIn(scene, row, { reason: act.reason });
      return { issued: [], contacts };
    case 'approve':
      return { issued: await approveIn(scene, row), contacts };
    case 'decline':
      await declineIn(scene, row, { reason: act.reason });
      return { issued: [], contacts };
    case 'renewal':
      return { issued: await renewOne(scene, row, act), contacts };
    case 'undo':
      await undoCancellationIn(scene, row);
      return { issued: [], contacts };
    case 'reactivate':
      return { issued: (await reactivateIn(scene, row)).issued, contacts };
    case 'payer':
      await changePayerIn(scene, row, act.payer_id);
      return { issued: [], contacts: [...contacts, act.payer_id] };
    case 'change': {
      const { plan_id: planId, price_id: priceId, quantity } = act;
      const sale = prepared.sale ?? undefined;
      const wish = { planId, priceId, quantity, when: 'period_end' as const, sale };
      return { issued: await change(scene, row, await decideChange(scene, row, wish)), contacts };
    }
    case 'price':
      return { issued: await reprice(scene, row, prepared), contacts };
  }
}

type Row = Parameters<typeof planLater>[1];
type Changing = Parameters<typeof planLater>[2];

/** At the next period; one whose period begins today is changed at once, free of charge. */
async function change(scene: Scene, row: Row, decided: Changing): Promise<IssuedInvoice[]> {
  if (decided.decision.applies === 'later') {
    await planLater(scene, row, decided);
    return [];
  }
  const applied = await applyNow(scene, row, decided);
  await tellChanged(scene, row, { decided, applied, charged: 0 });
  return applied.issued;
}

async function reprice(scene: Scene, row: Row, prepared: Prepared): Promise<IssuedInvoice[]> {
  const repricing = prepared.repricing!;
  judgeRepricing(scene, repricing, row);
  const decided = await decideChange(scene, row, repricedWish(scene, repricing, row));
  const { applies } = decided.decision;
  if (applies === 'later') await planLater(scene, row, decided, repricing.id);
  const applied =
    applies === 'now' ? await applyNow(scene, row, { ...decided, isChased: true }) : null;
  await tellPriceChanged(scene, row, { repricing, on: decided.decision.effectiveOn });
  return applied?.issued ?? [];
}
