import type { ContactRow } from '../../db/people/contact.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import type { Scene } from '../context.ts';
import { payerFor } from '../subscriptions/changePayer.ts';
import type { Sale } from '../subscriptions/planForSale.ts';
import { planForSale } from '../subscriptions/planForSale.ts';
import { refuseGone } from './deliver.ts';
import type { Repricing } from './repricing.ts';
import { loadRepricing } from './repricing.ts';

/** An act with what is read once for everybody, and what those judged before will hold. */
export type Prepared = {
  act: BulkAct;
  sale: Sale | null;
  repricing: Repricing | null;
  payer: ContactRow | null;
  promised: Promised;
};

/** Seats by the plan's id, and plans as "contact plan". */
export type Promised = { seats: Map<string, number>; plans: Set<string> };

/** An act without anything to read. */
export function plainly(act: BulkAct, parts: Partial<Prepared> = {}): Prepared {
  const promised: Promised = { seats: new Map(), plans: new Set() };
  return { act, sale: null, repricing: null, payer: null, promised, ...parts };
}

/**
 * Reads what an act needs once; refuses when it makes sense for nobody: a plan not on sale, a
 * payer who is blocked.
 */
export async function prepareAct(scene: Scene, act: BulkAct): Promise<Prepared> {
  switch (act.act) {
    case 'change': {
      const wanted = { planId: act.plan_id, priceId: act.price_id ?? null };
      return plainly(act, { sale: await planForSale(scene.tx, wanted) });
    }
    case 'price':
      return plainly(act, { repricing: await loadRepricing(scene.tx, act.price_change_id) });
    case 'payer':
      return plainly(act, { payer: await payerFor(scene, act.payer_id) });
    case 'deliver':
      await refuseGone(scene, act);
      return plainly(act);
    default:
      return plainly(act);
  }
}
