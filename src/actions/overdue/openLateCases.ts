import { peopleOf } from '../../db/billing/covers.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { LateInvoice } from '../../db/billing/late.ts';
import { lateInvoices, lateInvoicesOf } from '../../db/billing/late.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { followCases, openCases } from './openCases.ts';
import { tellClosing } from './tellClosing.ts';

const batchSize = 500;

/**
 * Opens cases for invoices that their payers should have paid by now themselves: reminders at set
 * days after the due date, then the same end (spec/overdue.md). An invoice whose payment was taken
 * back is chased from today on, as its payer pays. Answers how many.
 */
export async function openLateCases(ctx: Context): Promise<number> {
  let count = 0;
  for (;;) {
    const opened = await act(ctx, async (scene) => {
      const late = await lateInvoices(scene.tx, { today: scene.today, limit: batchSize });
      return openLate(scene, late);
    });
    count += opened;
    if (opened < batchSize) return count;
  }
}

/**
 * A subscription goes on that was paused although it was overdue: what it still owes is chased from
 * today on, and it is overdue again (billing-rules §13).
 */
export async function takeCasesUp(scene: Scene, subscriptionId: string): Promise<void> {
  await openLate(scene, await lateInvoicesOf(scene.tx, scene.today, subscriptionId));
  await followCases(scene, subscriptionId);
}

async function openLate(scene: Scene, late: LateInvoice[]): Promise<number> {
  const { tx, today } = scene;
  if (late.length === 0) return 0;
  const ids = late.map((each) => each.id);
  const byId = new Map(late.map((each) => [each.id, each]));
  const payers = await tx.query<{ id: string }>(
    'select payer_id as id from invoice where org_id = app_org() and id = any($1::uuid[])',
    [ids],
  );
  await lockPayers(tx, [...new Set(payers.map((payer) => payer.id))]);
  await lockSubscriptions(tx, { invoiceIds: ids });
  const invoices = (await lockInvoices(tx, ids)).filter(({ status }) => status === 'open');
  const opened = await openCases(
    scene,
    invoices.map((invoice) => ({
      invoice,
      on: byId.get(invoice.id)!.reopened ? today : invoice.dueOn,
      mode: byId.get(invoice.id)!.mode,
      gateway: byId.get(invoice.id)!.gateway,
      hard: false,
      reason: null,
    })),
  );
  await tellClosing(scene, opened);
  await refreshAfterCollecting(tx, await peopleOf(tx, invoices));
  return invoices.length;
}
