import { recordActivity } from '../../activity/record.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { insertCredit, lockPayers } from '../../db/billing/credit.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { PaymentRecord, Placed } from '../../db/payments/read.ts';
import { creditOf, findPayment, placesOf } from '../../db/payments/read.ts';
import type { UsedCredit } from '../../db/payments/usedCredit.ts';
import { usedCreditOf } from '../../db/payments/usedCredit.ts';
import { postTakeBack, postWriteOff } from '../../domain/billing/ledger.ts';
import { NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { TakenOff } from '../billing/reopen.ts';
import { reopenInvoices } from '../billing/reopen.ts';
import type { Scene } from '../context.ts';
import { CreditAlreadyUsed, NotTakenBack } from './refusals.ts';
import { returnUsedCredit } from './returnUsedCredit.ts';

export type TakingBack = {
  /** Why, for the histories. */
  reason: string;
  /** Throws for a payment that this caller must not take back. */
  check: (payment: PaymentRecord) => void;
};

/**
 * Takes a payment back in an open transaction, whoever does it (staff, or a bank that returned a
 * debit): its invoices owe again by what it had settled; its surplus, and what became credit of it
 * since, leave the credit balance.
 * Refuses with `NotFound`, `NotTakenBack`, `CreditAlreadyUsed`.
 */
export async function takeBackPayment(
  scene: Scene,
  paymentId: string,
  taking: TakingBack,
): Promise<void> {
  const { reason } = taking;
  const locked = await lockEverything(scene, paymentId, taking);
  const { payment, places, invoices } = locked;
  const taken = invoices.map((invoice) => takenOff(invoice, onInvoice(places, invoice.id)));
  await takeFromCredit(scene, locked, taken);
  await reopenInvoices(scene, taken);
  await markReversed(scene, payment, reason);
  await bookLedger(scene.tx, bookings(scene, payment, taken));
  await recordActivity(scene, [
    {
      event: 'payment_reversed',
      contactId: invoices[0]?.contactId ?? payment.payerId,
      subscriptionId: invoices[0]?.subscriptionId ?? null,
      invoiceId: invoices[0]?.id ?? null,
      amount: payment.amount,
      currency: payment.currency,
      data: { reason, number: invoices[0]?.number ?? null },
    },
  ]);
  const touched = [...invoices, ...locked.others];
  const people = [payment.payerId, ...(await peopleOf(scene.tx, touched))];
  await refreshDirectory(scene.tx, [...new Set(people)]);
}

type Everything = {
  payment: PaymentRecord;
  places: Placed[];
  invoices: InvoiceFactsRow[];
  /** Of the payer's credit, and the invoices that it settles. */
  used: UsedCredit[];
  others: InvoiceFactsRow[];
};

async function lockEverything(
  { tx }: Scene,
  paymentId: string,
  { check }: TakingBack,
): Promise<Everything> {
  const seen = await findPayment(tx, paymentId);
  if (!seen) throw new NotFound();
  await lockPayers(tx, [seen.payerId]);
  const payment = (await findPayment(tx, paymentId))!;
  check(payment);
  if (payment.reversedAt || payment.refunded) throw new NotTakenBack();
  const places = await placesOf(tx, paymentId);
  const placed = new Set(places.flatMap((place) => place.invoiceId ?? []));
  const credit = await usedCreditOf(tx, payment.payerId, payment.currency);
  const used = credit.filter(({ invoiceId }) => !placed.has(invoiceId));
  const invoiceIds = [...placed, ...used.map(({ invoiceId }) => invoiceId)];
  await lockSubscriptions(tx, { invoiceIds });
  const all = await lockInvoices(tx, invoiceIds);
  const invoices = all.filter(({ id }) => placed.has(id));
  return { payment, places, invoices, used, others: all.filter(({ id }) => !placed.has(id)) };
}

/** What leaves an invoice, and what had left it before for the payer's credit. */
type Taken = TakenOff & { moved: number };

/** A change of plan or a pause may have made credit of what this payment had settled. */
function takenOff(invoice: InvoiceFactsRow, placed: number): Taken {
  const amount = Math.min(placed, invoice.settled);
  return { invoice, amount, moved: placed - amount };
}

/** Credit that settled other invoices meanwhile leaves those, and they owe again. */
async function takeFromCredit(scene: Scene, of: Everything, taken: Taken[]): Promise<void> {
  const { tx, now } = scene;
  const { places, payment, used, others } = of;
  const { id: paymentId, payerId, currency } = payment;
  const surplus = sumOf(places.filter((place) => place.invoiceId === null));
  const parts = [
    { amount: surplus, invoiceId: null },
    ...taken.map(({ moved, invoice }) => ({ amount: moved, invoiceId: invoice.id })),
  ].filter(({ amount }) => amount > 0);
  if (parts.length === 0) return;
  const needed = parts.reduce((sum, { amount }) => sum + amount, 0);
  const missing = needed - (await creditOf(tx, payerId, currency));
  if (missing > 0) {
    const back = await returnUsedCredit(scene, others, { used, amount: missing });
    if (back < missing) throw new CreditAlreadyUsed();
  }
  const about = { payerId, currency, cause: 'reversed' as const, paymentId, createdAt: now };
  await insertCredit(
    tx,
    parts.map(({ amount, invoiceId }) => ({ ...about, id: newId(), amount: -amount, invoiceId })),
  );
}

async function markReversed(scene: Scene, payment: PaymentRecord, reason: string): Promise<void> {
  await scene.tx.exec(
    `update allocation set reversed_at = $2
     where org_id = app_org() and payment_id = $1 and reversed_at is null`,
    [payment.id, scene.now],
  );
  await scene.tx.exec(
    `update payment set reversed_at = $2, reversed_reason = $3
     where org_id = app_org() and id = $1`,
    [payment.id, scene.now, reason],
  );
}

/** What was written off and revived by this payment is written off again. */
function bookings(scene: Scene, payment: PaymentRecord, taken: readonly Taken[]) {
  const about = {
    currency: payment.currency,
    bookedOn: scene.today,
    payerId: payment.payerId,
  };
  const onInvoices = taken.reduce((sum, { amount }) => sum + amount, 0);
  const back = {
    ...about,
    paymentId: payment.id,
    invoiceId: taken.length === 1 ? taken[0]!.invoice.id : null,
    postings: postTakeBack(payment.gateway, payment.amount, onInvoices),
  };
  const again = taken
    .filter(({ invoice, amount }) => invoice.status === 'uncollectible' && amount > 0)
    .map(({ invoice, amount }) => ({
      ...about,
      invoiceId: invoice.id,
      postings: postWriteOff(amount),
    }));
  return [back, ...again];
}

function onInvoice(places: Placed[], invoiceId: string): number {
  return sumOf(places.filter((place) => place.invoiceId === invoiceId));
}

function sumOf(places: Placed[]): number {
  return places.reduce((sum, place) => sum + place.amount, 0);
}
