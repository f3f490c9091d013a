import { findRenewal } from '../../db/renewals/read.ts';
import { lockComingRenewal } from '../../db/renewals/write.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import { NoOpenRenewal } from '../../domain/bulk.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Money } from '../../domain/money.ts';
import { nextRenewalState } from '../../domain/renewals/states.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Scene } from '../context.ts';
import { approveIn } from '../renewals/approveRenewal.ts';
import { refuseIn } from '../renewals/closeRenewal.ts';
import { offered } from '../renewals/decideRenewal.ts';
import { interveneIn } from '../renewals/editRenewal.ts';
import { sendIn } from '../renewals/sendRenewal.ts';

type RenewalBulk = Extract<BulkAct, { act: 'renewal' }>;

/** What approving each would bill (minor units), or why it cannot be offered; by subscription. */
export type RenewalFacts = Map<string, { total: number } | Refusal>;

/** Reads a page of open renewals for their check. */
export async function readRenewals(
  scene: Scene,
  rows: readonly SubscriptionRow[],
): Promise<RenewalFacts> {
  const facts: RenewalFacts = new Map();
  for (const row of rows) {
    const renewal = row.renewal && (await findRenewal(scene.tx, row.renewal.id));
    if (!renewal) continue;
    try {
      const { planned } = await offered(scene, { row, renewal });
      facts.set(row.id, { total: planned.invoice?.draft.total ?? 0 });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      facts.set(row.id, error);
    }
  }
  return facts;
}

/** Refuses like doing it; answers what it bills. */
export function checkRenewal(
  { does }: RenewalBulk,
  row: SubscriptionRow,
  facts: RenewalFacts,
): Money[] {
  const known = facts.get(row.id);
  if (!row.renewal || !known) throw new NoOpenRenewal();
  nextRenewalState(does, { state: row.renewal.state, sentAt: null });
  const asksPrice = does === 'send' || does === 'approve';
  if (!asksPrice) return [];
  if (known instanceof Refusal) throw known;
  return does === 'approve' ? [{ amount: known.total, currency: row.currency }] : [];
}

/** Does it to the open renewal of a locked subscription; what it issued is due, to be charged. */
export async function renewOne(
  scene: Scene,
  row: SubscriptionRow,
  { does, reason, comment }: RenewalBulk,
): Promise<IssuedInvoice[]> {
  const renewal = await lockComingRenewal(scene.tx, row.id, scene.today);
  if (!renewal) throw new NoOpenRenewal();
  const asked = { row, renewal };
  if (does === 'approve') return approveIn(scene, asked);
  if (does === 'refuse') await refuseIn(scene, asked, { reason, comment });
  else if (does === 'intervene') await interveneIn(scene, asked, reason);
  else await sendIn(scene, asked);
  return [];
}
