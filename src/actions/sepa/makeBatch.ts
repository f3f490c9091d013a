import { recordActivity } from '../../activity/record.ts';
import { peopleOfInvoices } from '../../db/billing/covers.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { insertBatch, nextBatchNumber, placeDebits } from '../../db/payments/debitBatches.ts';
import type { WaitingRow } from '../../db/payments/debits.ts';
import { noteWithdrawn, waitingDebits } from '../../db/payments/debits.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { PlannedBatch } from '../../domain/sepa/batches.ts';
import {
  collectionDay,
  earliestCollection,
  planBatch,
  settlementDay,
} from '../../domain/sepa/batches.ts';
import { mandateState } from '../../domain/sepa/mandates.ts';
import type { DebitTerms } from '../../gateways/payment/debits.ts';
import { newId } from '../../ids.ts';
import { applyOutcomes } from '../billing/recordOutcomes.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { announceDebits } from './announceDebits.ts';
import type { Contract } from './contract.ts';
import { lockContract, readContract } from './contract.ts';
import { NoDebitsWaiting } from './refusals.ts';

/** What the next file would hold. Amounts in minor units of euros. */
export type WaitingForFile = {
  terms: DebitTerms;
  earliest: LocalDate;
  count: number;
  total: number;
  /** Left out: paid meanwhile, or the mandate ended. */
  dropped: number;
  debits: (WaitingRow & { amount: number })[];
};

/** What waits for a file, by the rules that make it; null while files are not set up. */
export function previewBatch(ctx: Context): Promise<WaitingForFile | null> {
  return look(ctx, async (scene) => {
    const contract = await readContract(scene);
    if (!contract) return null;
    const rows = await waitingDebits(scene.tx);
    const plan = planned(scene, rows, contract.terms);
    const amounts = new Map(plan.take.map(({ attemptId, amount }) => [attemptId, amount]));
    return {
      terms: contract.terms,
      earliest: earliestCollection(scene.today, contract.terms),
      count: plan.take.length,
      total: plan.total,
      dropped: plan.drop.length,
      debits: rows.flatMap((row) => {
        const amount = amounts.get(row.attemptId);
        return amount === undefined ? [] : [{ ...row, amount }];
      }),
    };
  });
}

/**
 * Gathers every debit that waits into a file for the bank, keeps it as it is, and tells the payers
 * the day and the amount. Refuses with `DebitsNotConnected`, `NoDebitsWaiting`,
 * `CollectionTooEarly`, `CollectionTooLate`, `NotABankDay`, `DebitsSealedElsewhere`.
 */
export function makeBatch(
  ctx: Context,
  wish: { collectOn?: LocalDate },
): Promise<{ id: string; number: number }> {
  return act(ctx, async (scene) => {
    const contract = await lockContract(scene);
    const collectOn = collectionDay(wish.collectOn, scene.today, contract.terms);
    const rows = await lockWaiting(scene);
    const plan = planned(scene, rows, contract.terms);
    await drop(scene, plan);
    if (plan.take.length === 0) throw new NoDebitsWaiting();
    const batch = await save(scene, { contract, collectOn, rows, plan });
    await announceDebits(scene, { batchId: batch.id, collectOn, terms: contract.terms });
    return batch;
  });
}

function planned({ today }: Scene, rows: WaitingRow[], terms: DebitTerms): PlannedBatch {
  return planBatch(
    rows.map((row) => ({ ...row, mandate: mandateState(row, today) })),
    terms.first,
  );
}

/** Locks in the order everybody takes (§17), then reads again: what is owed stands still. */
async function lockWaiting({ tx }: Scene): Promise<WaitingRow[]> {
  const seen = await waitingDebits(tx);
  const invoiceIds = seen.map((row) => row.invoiceId);
  await lockPayers(tx, [...new Set(seen.map((row) => row.payerId))]);
  await lockSubscriptions(tx, { invoiceIds });
  await lockInvoices(tx, invoiceIds);
  const known = new Set(seen.map((row) => row.attemptId));
  return (await waitingDebits(tx)).filter((row) => known.has(row.attemptId));
}

/** What never goes to the bank: its attempt is over, and says why. */
async function drop(scene: Scene, { drop: dropped }: PlannedBatch): Promise<void> {
  if (dropped.length === 0) return;
  await noteWithdrawn(
    scene.tx,
    dropped.map(({ attemptId }) => attemptId),
    scene.today,
  );
  await applyOutcomes(
    scene,
    dropped.map(({ attemptId, why }) => ({
      attemptId,
      outcome: {
        state: 'declined' as const,
        kind: why === 'no_longer_due' ? ('soft' as const) : ('hard' as const),
        reason: why,
      },
    })),
  );
}

type Making = {
  contract: Contract;
  collectOn: LocalDate;
  rows: WaitingRow[];
  plan: PlannedBatch;
};

async function save(scene: Scene, { contract, collectOn, rows, plan }: Making) {
  const { tx, org, now, actor } = scene;
  const number = await nextBatchNumber(tx);
  const id = newId();
  const place = String(number).padStart(6, '0');
  const messageId = `CERCLE-${org.id.replaceAll('-', '').slice(-8)}-${place}`.toUpperCase();
  const byId = new Map(rows.map((row) => [row.attemptId, row]));
  const lines = plan.take.map((taken) => {
    const row = byId.get(taken.attemptId)!;
    const remittance = `${row.number} ${contract.terms.creditorName}`;
    return { ...row, ...taken, mandateReference: row.reference, remittance };
  });
  const facts = { orgId: org.id, messageId, madeAt: now, collectOn, lines };
  const scheme = lines.some((line) => line.scheme === 'CORE') ? 'CORE' : 'B2B';
  await insertBatch(tx, {
    ...{ id, number, messageId, collectOn, settlesOn: settlementDay(collectOn, scheme) },
    ...{ count: plan.take.length, total: plan.total, fileName: `sepa-${place}-${collectOn}.xml` },
    ...{ file: contract.debits.write(facts, contract.sealed), actor, now },
  });
  await placeDebits(tx, id, plan.take);
  const lowered = lines.filter((line) => line.amount !== byId.get(line.attemptId)!.amount);
  const people = await peopleOfInvoices(
    tx,
    lowered.map(({ invoiceId }) => invoiceId),
  );
  await refreshAfterCollecting(tx, people);
  const { total: amount } = plan;
  const data = { number, count: plan.take.length, on: collectOn };
  await recordActivity(scene, [{ event: 'debit_file_made', amount, currency: 'EUR', data }]);
  return { id, number };
}
