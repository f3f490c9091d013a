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
import { postTakeBack, postWriteOff } from '../../domain/billing/ledger.ts';
import { NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import { reopenInvoices } from '../billing/reopen.ts';
import type { Scene } from '../context.ts';
import { CreditAlreadyUsed, NotTakenBack } from './refusals.ts';

export type TakingBack = {
  /** Why, for the histories. */
  reason: string;
  /** Throws for a payment that this caller must not take back. */
  check: (payment: PaymentRecord) => void;
};

/**
 * Takes a payment back in an open transaction, whoever does it (staff, or a bank that returned a
 * debit): its invoices owe again by what it had settled, its surplus leaves the credit balance.
 * Refuses with `NotFound`, `NotTakenBack`, `CreditAlreadyUsed`.
 */
export async function takeBackPayment(
  scene: Scene,
  paymentId: string,
  taking: TakingBack,
): Promise<void> {
  const { reason } = taking;
  const { payment, places, invoices } = await lockEverything(scene, paymentId, taking);
  await takeFromCredit(scene, payment, places);
  await reopenInvoices(
    scene,
    invoices.map((invoice) => ({ invoice, amount: onInvoice(places, invoice.id) })),
  );
  await markReversed(scene, payment, reason);
  await bookLedger(scene.tx, bookings(scene, payment, { places, invoices }));
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
  const people = [payment.payerId, ...(await peopleOf(scene.tx, invoices))];
  await refreshDirectory(scene.tx, [...new Set(people)]);
}

type Everything = { payment: PaymentRecord; places: Placed[]; invoices: InvoiceFactsRow[] };

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
  const invoiceIds = places.flatMap((place) => place.invoiceId ?? []);
  await lockSubscriptions(tx, { invoiceIds });
  return { payment, places, invoices: await lockInvoices(tx, invoiceIds) };
}

async function takeFromCredit(
  scene: Scene,
  payment: PaymentRecord,
  places: Placed[],
): Promise<void> {
  const surplus = sumOf(places.filter((place) => place.invoiceId === null));
  if (surplus === 0) return;
  const { tx, now } = scene;
  if ((await creditOf(tx, payment.payerId, payment.currency)) < surplus) {
    throw new CreditAlreadyUsed();
  }
  await insertCredit(tx, [
    {
      id: newId(),
      payerId: payment.payerId,
      amount: -surplus,
      currency: payment.currency,
      cause: 'reversed',
      paymentId: payment.id,
      createdAt: now,
    },
  ]);
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
function bookings(
  scene: Scene,
  payment: PaymentRecord,
  { places, invoices }: Pick<Everything, 'places' | 'invoices'>,
) {
  const about = {
    currency: payment.currency,
    bookedOn: scene.today,
    payerId: payment.payerId,
  };
  const onInvoices = sumOf(places.filter((place) => place.invoiceId !== null));
  const back = {
    ...about,
    paymentId: payment.id,
    invoiceId: invoices.length === 1 ? invoices[0]!.id : null,
    postings: postTakeBack(payment.gateway, payment.amount, onInvoices),
  };
  const again = invoices
    .filter((invoice) => invoice.status === 'uncollectible')
    .map((invoice) => ({
      ...about,
      invoiceId: invoice.id,
      postings: postWriteOff(onInvoice(places, invoice.id)),
    }));
  return [back, ...again];
}

function onInvoice(places: Placed[], invoiceId: string): number {
  return sumOf(places.filter((place) => place.invoiceId === invoiceId));
}

function sumOf(places: Placed[]): number {
  return places.reduce((sum, place) => sum + place.amount, 0);
}
