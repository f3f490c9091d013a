import { closeCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import type { PaidTime } from '../../db/subscriptions/paidTime.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { BillingPlan, PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { closeRenewal } from '../renewals/closeRenewal.ts';
import type { Target } from './change.ts';
import { changing, recordChange, wholeOf } from './change.ts';
import { collectNow } from './collectNow.ts';
import type { Reactivation } from './decideReactivation.ts';
import { anchorFrom, decideReactivation, readReturns } from './decideReactivation.ts';
import { writePlanned } from './invoicing.ts';
import { checkMemberReturn } from './memberReturn.ts';
import { tellMember } from './tellMember.ts';

/**
 * Brings a cancelled or expired subscription back, at its own price. Time that is paid for and not
 * over goes on where it was cut; otherwise a new period begins today and is invoiced (and charged,
 * when it is collected automatically). The member is told. Refuses like `decideReactivation`, and
 * with `StaleEdit`.
 */
export async function reactivateSubscription(
  ctx: Context,
  target: Target,
): Promise<{ invoiceIds: string[]; nextBillingOn: LocalDate | null }> {
  const done = await changing(ctx, target, reactivateIn);
  await collectNow(ctx, done.issued);
  const invoiceIds = done.issued.map((invoice) => invoice.id);
  return { invoiceIds, nextBillingOn: done.nextBillingOn };
}

/** The same on a locked subscription in an open transaction; what it issued is to be charged. */
export async function reactivateIn(scene: Scene, row: SubscriptionRow): Promise<Renewed> {
  const { state, allowDuplicate, paid, anew } = await decide(scene, row);
  await closeCancellation(scene.tx, row.id, scene.now);
  if (row.renewal) await closeRenewal(scene, row);
  const open = { state, endsOn: null, endCause: null, allowDuplicate };
  const renewed = paid
    ? await goOn(scene, row, { ...open, paid })
    : await beginAnew(scene, row, { ...open, anew });
  const amount = wholeOf(row);
  await recordChange(scene, row, {
    event: 'subscription_started',
    amount,
    data: { cause: 'renewed', on: scene.today },
  });
  await tellMember(scene, row, {
    template: 'reactivated',
    cause: `reactivated:${row.id}:${scene.now}`,
    data: {
      planName: row.planName,
      on: scene.today,
      nextChargeOn: amount > 0 ? renewed.nextBillingOn : null,
      accountUrl: portalUrl(scene),
    },
  });
  return renewed;
}

export type ReactivationPreview = {
  /** Paid time that goes on, until this day (exclusive); null when a new period begins. */
  goesOnUntil: LocalDate | null;
  nextBillingOn: LocalDate | null;
  invoice: PlannedInvoice | null;
  currency: string;
};

/** What bringing a subscription back would bill; writes nothing. Refuses like doing it. */
export async function previewReactivation(ctx: Context, id: string): Promise<ReactivationPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const { paid, anew } = await decide(scene, row);
    const { currency } = row;
    if (paid) {
      return { goesOnUntil: paid.end, nextBillingOn: paid.end, invoice: null, currency };
    }
    const { nextBillingOn, invoices } = anew;
    return { goesOnUntil: null, nextBillingOn, invoice: invoices[0] ?? null, currency };
  });
}

async function decide(scene: Scene, row: SubscriptionRow): Promise<Reactivation> {
  const facts = (await readReturns(scene, [row])).get(row.id)!;
  const reactivation = decideReactivation(scene, row, facts);
  await checkMemberReturn(scene, row, { plan: facts.plan, anew: reactivation.anew });
  return reactivation;
}

type Open = {
  state: SubscriptionRow['state'];
  endsOn: null;
  endCause: null;
  allowDuplicate: boolean;
};
export type Renewed = { issued: IssuedInvoice[]; nextBillingOn: LocalDate | null };

async function goOn(
  scene: Scene,
  row: SubscriptionRow,
  { paid, ...open }: Open & { paid: PaidTime },
): Promise<Renewed> {
  const { tx, now } = scene;
  await tx.exec(
    `update term set status = $4, ends_on = $3
     where org_id = app_org() and id = (select id from term where org_id = app_org()
       and subscription_id = $1 and invoice_id = $2 order by starts_on desc, id desc limit 1)`,
    [row.id, paid.invoiceId, paid.end, paid.termStatus],
  );
  await saveSubscription(tx, { id: row.id, now }, { ...open, nextBillingOn: paid.end });
  return { issued: [], nextBillingOn: paid.end };
}

async function beginAnew(
  scene: Scene,
  row: SubscriptionRow,
  { anew, ...open }: Open & { anew: BillingPlan },
): Promise<Renewed> {
  const { today, tx, now } = scene;
  const { nextBillingOn, invoices, terms } = anew;
  const dates = { ...anchorFrom(row, today), trialEndsOn: null, nextBillingOn };
  await saveSubscription(tx, { id: row.id, now }, { ...open, ...dates });
  const notify = row.collection === 'invoice' ? 'invoice' : 'nobody';
  const issued = await writePlanned(scene, row, { invoices, terms, type: 'subscription', notify });
  return { issued, nextBillingOn };
}
