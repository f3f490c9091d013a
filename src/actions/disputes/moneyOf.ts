import { peopleOf } from '../../db/billing/covers.ts';
import { insertCredit, lockPayers } from '../../db/billing/credit.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { lockInvoices, raiseSettled } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import type { DisputedPayment, DisputeRow } from '../../db/payments/disputes.ts';
import {
  disputedPayment,
  insertPlaces,
  leftOfPayment,
  leftOnInvoices,
  placesOfDispute,
  releasePlaces,
} from '../../db/payments/disputes.ts';
import { creditOf, placesOf } from '../../db/payments/read.ts';
import type { DisputePlace, Release } from '../../domain/billing/disputes.ts';
import { placeDispute, releaseDispute } from '../../domain/billing/disputes.ts';
import type { DisputedParts } from '../../domain/billing/ledger.ts';
import {
  postDispute,
  postDisputeWon,
  postWriteOff,
  postWriteOffUndone,
} from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import { afterPaid } from '../billing/afterPaid.ts';
import { reopenInvoices } from '../billing/reopen.ts';
import type { Scene } from '../context.ts';
import { moveToCredit } from '../payments/moveToCredit.ts';

/** A disputed payment with its invoices, all locked in the one order (billing-rules §17). */
export type Disputed = { payment: DisputedPayment; invoices: InvoiceFactsRow[] };

/** Locks what a dispute may move: payer, subscriptions, invoices. */
export async function lockDisputed({ tx }: Scene, paymentId: string): Promise<Disputed> {
  const payment = await disputedPayment(tx, paymentId);
  await lockPayers(tx, [payment.payerId]);
  const ids = (await placesOf(tx, paymentId)).flatMap(({ invoiceId }) => invoiceId ?? []);
  const invoiceIds = [...new Set(ids)];
  await lockSubscriptions(tx, { invoiceIds });
  return { payment, invoices: await lockInvoices(tx, invoiceIds) };
}

/** Everybody whom a disputed payment is about: its payer, and the members of its invoices. */
export async function peopleOfDisputed({ tx }: Scene, of: Disputed): Promise<string[]> {
  return [...new Set([of.payment.payerId, ...(await peopleOf(tx, of.invoices))])];
}

/**
 * The bank has taken the money: what is left of the payment leaves its invoices, which owe again,
 * and its unused credit; the cash of the gateway goes down by all of it (billing-rules §16).
 */
export async function takeMoney(scene: Scene, dispute: DisputeRow, of: Disputed): Promise<void> {
  const { tx, now } = scene;
  const { payment, invoices } = of;
  const onInvoices = await leftOnInvoices(tx, payment.id);
  const spent = onInvoices.reduce((sum, { left }) => sum + left, 0);
  const elsewhere = (await leftOfPayment(tx, payment.id)) - spent;
  const unused = await creditOf(tx, payment.payerId, payment.currency);
  const credit = Math.max(0, Math.min(unused, elsewhere));
  const places = placeDispute(dispute.amount, { invoices: onInvoices, credit });
  await insertPlaces(tx, dispute.id, { places, now });
  const taken = places.flatMap(({ kind, invoiceId, amount }) =>
    kind === 'invoice' ? [{ invoice: invoiceOf(invoices, invoiceId), amount }] : [],
  );
  await reopenInvoices(scene, taken);
  const fromCredit = sumOf(places, 'credit');
  await moveCredit(scene, payment, { amount: -fromCredit, cause: 'disputed' });
  const parts = {
    onInvoices: sumOf(places, 'invoice'),
    credit: fromCredit,
    loss: sumOf(places, 'loss'),
  };
  const again = taken.filter(({ invoice }) => invoice.status === 'uncollectible');
  await book(scene, of, postDispute(payment.gateway, parts));
  for (const { invoice, amount } of again) {
    await book(scene, { payment, invoices: [invoice] }, postWriteOff(amount));
  }
}

/**
 * The bank has given the money back: it settles the invoices it was taken from as far as they still
 * owe, the rest becomes the payer's credit.
 */
export async function giveMoneyBack(
  scene: Scene,
  dispute: DisputeRow,
  of: Disputed,
): Promise<void> {
  const { tx, now } = scene;
  const { payment, invoices } = of;
  const places = await placesOfDispute(tx, dispute.id);
  const released = places.map((place) => {
    const invoice = place.invoiceId ? invoiceOf(invoices, place.invoiceId) : null;
    const owes = invoice?.status === 'open' || invoice?.status === 'uncollectible';
    return { invoice, ...releaseDispute(place, owes ? invoice.balance : 0) };
  });
  await releasePlaces(tx, dispute.id, now);
  for (const { invoice, toCredit } of released) {
    if (invoice) await moveBeyond(scene, { payment, invoice, toCredit });
  }
  const credit = released.reduce((sum, each) => sum + each.toCredit, 0);
  await moveCredit(scene, payment, { amount: credit, cause: 'dispute_won' });
  await settle(scene, of, released);
}

type Released = Release & { invoice: InvoiceFactsRow | null };

async function settle(scene: Scene, of: Disputed, released: Released[]): Promise<void> {
  const back = released.flatMap(({ invoice, toInvoice }) =>
    invoice && toInvoice > 0 ? [{ invoice, toInvoice }] : [],
  );
  const revived = back.filter(({ invoice }) => invoice.status === 'uncollectible');
  for (const { invoice, toInvoice } of revived) {
    const about = { payment: of.payment, invoices: [invoice] };
    await book(scene, about, postWriteOffUndone(toInvoice));
  }
  const parts: DisputedParts = {
    onInvoices: released.reduce((sum, each) => sum + each.toInvoice, 0),
    credit: released.reduce((sum, each) => sum + each.toCredit, 0),
    loss: released.reduce((sum, each) => sum + each.loss, 0),
  };
  await book(scene, of, postDisputeWon(of.payment.gateway, parts));
  const rows = back.map(({ invoice, toInvoice }) => ({
    id: invoice.id,
    amount: toInvoice,
    paidOn: invoice.balance === toInvoice ? scene.today : null,
  }));
  await raiseSettled(scene.tx, rows);
  await afterPaid(
    scene,
    rows.filter(({ paidOn }) => paidOn !== null).map(({ id }) => id),
  );
}

/** What an invoice no longer needs, because somebody paid it meanwhile, sits on the credit. */
async function moveBeyond(
  scene: Scene,
  {
    payment,
    invoice,
    toCredit,
  }: { payment: { id: string }; invoice: { id: string }; toCredit: number },
): Promise<void> {
  await moveToCredit(scene, { paymentId: payment.id, invoiceId: invoice.id, amount: toCredit });
}

async function moveCredit(
  { tx, now }: Scene,
  payment: DisputedPayment,
  by: { amount: number; cause: 'disputed' | 'dispute_won' },
): Promise<void> {
  if (by.amount === 0) return;
  const { id: paymentId, payerId, currency } = payment;
  await insertCredit(tx, [{ id: newId(), payerId, currency, paymentId, createdAt: now, ...by }]);
}

async function book(
  { tx, today }: Scene,
  { payment, invoices }: Disputed,
  postings: ReturnType<typeof postDispute>,
): Promise<void> {
  await bookLedger(tx, [
    {
      currency: payment.currency,
      bookedOn: today,
      payerId: payment.payerId,
      paymentId: payment.id,
      invoiceId: invoices.length === 1 ? invoices[0]!.id : null,
      postings,
    },
  ]);
}

function invoiceOf(invoices: readonly InvoiceFactsRow[], id: string): InvoiceFactsRow {
  return invoices.find((invoice) => invoice.id === id)!;
}

function sumOf(places: readonly DisputePlace[], kind: DisputePlace['kind']): number {
  return places
    .filter((place) => place.kind === kind)
    .reduce((sum, place) => sum + place.amount, 0);
}
