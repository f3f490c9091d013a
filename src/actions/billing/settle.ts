import type { ActivityEntry } from '../../activity/record.ts';
import { recordActivity } from '../../activity/record.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import type { CreditCause } from '../../db/billing/credit.ts';
import { insertCredit, lockPayers } from '../../db/billing/credit.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { lockInvoices, raiseSettled } from '../../db/billing/invoices.ts';
import type { Booking } from '../../db/billing/ledger.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import type { Means } from '../../db/billing/payments.ts';
import { insertAllocations, insertPayments } from '../../db/billing/payments.ts';
import { postPayment, postWriteOffUndone } from '../../domain/billing/ledger.ts';
import type { Allocation } from '../../domain/billing/settle.ts';
import { allocatePayment } from '../../domain/billing/settle.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { afterPaid } from './afterPaid.ts';
import { queuePaidMessages } from './invoiceMessages.ts';
import { invoiceProformas } from './invoiceProformas.ts';
import { warnOfLate } from './warnOfLate.ts';

/** Money that came in, and what it is meant for. */
export type Receipt = {
  payerId: string;
  /** Invoices it may settle, in this order; what is left over becomes the payer's credit. */
  invoiceIds: string[];
  /** Minor units of `currency`. */
  amount: number;
  currency: string;
  receivedOn: LocalDate;
  /** The gateway's name, or 'offline'. */
  gateway: string;
  means: Means;
  attemptId: string | null;
  reference: string;
  /** Whether the payer gets a receipt (or the "recovered" message). */
  notify: 'receipt' | 'nobody';
};

export type Settled = {
  paymentId: string;
  payerId: string;
  allocations: Allocation[];
  toCredit: number;
  /** The money came after its invoices were paid or voided otherwise (billing-rules §7). */
  late: boolean;
};

type Settling = Settled & { receipt: Receipt; writtenOff: Allocation[] };

/**
 * Settles invoices with received money, in the caller's transaction: payments, allocations, ledger,
 * balances, terms, overdue cases recovered with access restored, activity, receipts. What exceeds
 * the balances, and what comes after an invoice was paid or voided, stays as the payer's credit
 * (spec/plans-and-billing "Payments", billing-rules §7, §10). Locks payers, then invoices; lock
 * subscriptions before calling when you change them. Refreshing the directory is the caller's.
 */
export async function settleInvoices(
  scene: Scene,
  receipts: Receipt[],
): Promise<{ settled: Settled[]; paidInvoiceIds: string[]; contactIds: string[] }> {
  if (receipts.length === 0) return { settled: [], paidInvoiceIds: [], contactIds: [] };
  const payerIds = [...new Set(receipts.map((receipt) => receipt.payerId))];
  await lockPayers(scene.tx, payerIds);
  const wanted = [...new Set(receipts.flatMap((receipt) => receipt.invoiceIds))];
  const locked = await lockInvoices(scene.tx, wanted);
  const invoices = new Map(locked.map((invoice) => [invoice.id, { ...invoice }]));
  const settlings = receipts.map((receipt) => settleOne(receipt, invoices));
  await invoiceTouched(scene, settlings, invoices);
  await save(scene, settlings);
  const paid = await saveInvoices(scene, settlings, invoices);
  const recovered = await afterPaid(scene, paid);
  await recordActivity(
    scene,
    settlings.flatMap((each) => activityOf(each, invoices)),
  );
  await thank(scene, settlings, recovered);
  await warnOfLate(scene, settlings, invoices);
  const contactIds = [...new Set([...payerIds, ...(await peopleOf(scene.tx, locked))])];
  return { settled: settlings, paidInvoiceIds: paid, contactIds };
}

/** Decides where one receipt goes, and lowers the balances for the receipts after it. */
function settleOne(receipt: Receipt, invoices: Map<string, InvoiceFactsRow>): Settling {
  const candidates = receipt.invoiceIds
    .map((id) => invoices.get(id)!)
    .filter((invoice) => invoice.status === 'open' || invoice.status === 'uncollectible')
    .filter((invoice) => invoice.currency === receipt.currency);
  const { allocations, toCredit } = allocatePayment(receipt.amount, candidates);
  const writtenOff = allocations.filter(
    ({ invoiceId }) => invoices.get(invoiceId)!.status === 'uncollectible',
  );
  for (const { invoiceId, amount } of allocations) invoices.get(invoiceId)!.balance -= amount;
  const late = receipt.invoiceIds.length > 0 && allocations.length === 0;
  const { payerId } = receipt;
  return { paymentId: newId(), payerId, allocations, toCredit, late, receipt, writtenOff };
}

/** A notice that money comes for, in part or whole, is an invoice from now on. */
async function invoiceTouched(
  scene: Scene,
  settlings: Settling[],
  invoices: Map<string, InvoiceFactsRow>,
): Promise<void> {
  const touched = new Set(settlings.flatMap((each) => each.allocations.map((a) => a.invoiceId)));
  const numbers = await invoiceProformas(
    scene,
    [...touched].map((id) => invoices.get(id)!),
  );
  for (const [id, number] of numbers) invoices.get(id)!.number = number;
}

async function save(scene: Scene, settlings: Settling[]): Promise<void> {
  const { tx, now, actor } = scene;
  const actorText = JSON.stringify(actor);
  await insertPayments(
    tx,
    settlings.map(({ paymentId, receipt }) => ({
      ...receipt,
      id: paymentId,
      receivedAt: now,
      actor: actorText,
    })),
  );
  await insertAllocations(
    tx,
    settlings.flatMap((each) =>
      placesOf(each).map((place) => ({
        ...place,
        id: newId(),
        paymentId: each.paymentId,
        createdAt: now,
      })),
    ),
  );
  await insertCredit(
    tx,
    settlings
      .filter(({ toCredit }) => toCredit > 0)
      .map((each) => ({
        id: newId(),
        payerId: each.payerId,
        amount: each.toCredit,
        currency: each.receipt.currency,
        cause: causeOf(each),
        paymentId: each.paymentId,
        createdAt: now,
      })),
  );
  await bookLedger(
    tx,
    settlings.flatMap((each) => bookingsOf(each)),
  );
}

function placesOf(each: Settling): { invoiceId: string | null; amount: number }[] {
  if (each.toCredit === 0) return each.allocations;
  return [...each.allocations, { invoiceId: null, amount: each.toCredit }];
}

function causeOf(each: Settling): CreditCause {
  return each.late ? 'late_success' : 'overpayment';
}

/** Written-off claims live again for what is paid on them after all; then the money is booked. */
function bookingsOf({
  receipt,
  paymentId,
  allocations,
  toCredit,
  writtenOff,
}: Settling): Booking[] {
  const about = {
    currency: receipt.currency,
    bookedOn: receipt.receivedOn,
    payerId: receipt.payerId,
  };
  const revived = writtenOff.map(({ invoiceId, amount }) => ({
    ...about,
    invoiceId,
    postings: postWriteOffUndone(amount),
  }));
  const invoiceId = allocations.length === 1 ? allocations[0]!.invoiceId : null;
  const postings = postPayment(receipt.gateway, receipt.amount, receipt.amount - toCredit);
  return [...revived, { ...about, paymentId, invoiceId, postings }];
}

/** Raises what is settled; answers the invoices that are paid by it. */
async function saveInvoices(
  scene: Scene,
  settlings: Settling[],
  invoices: Map<string, InvoiceFactsRow>,
): Promise<string[]> {
  const raised = new Map<string, number>();
  for (const { invoiceId, amount } of settlings.flatMap((each) => each.allocations)) {
    raised.set(invoiceId, (raised.get(invoiceId) ?? 0) + amount);
  }
  const rows = [...raised].map(([id, amount]) => ({
    id,
    amount,
    paidOn: invoices.get(id)!.balance === 0 ? scene.today : null,
  }));
  if (rows.length > 0) await raiseSettled(scene.tx, rows);
  return rows.filter((row) => row.paidOn !== null).map((row) => row.id);
}

function activityOf(each: Settling, invoices: Map<string, InvoiceFactsRow>): ActivityEntry[] {
  const { receipt, toCredit } = each;
  const first = invoices.get(each.allocations[0]?.invoiceId ?? receipt.invoiceIds[0] ?? '');
  const about = {
    contactId: first?.contactId ?? receipt.payerId,
    subscriptionId: first?.subscriptionId ?? null,
    invoiceId: first?.id ?? null,
    currency: receipt.currency,
  };
  const entry: ActivityEntry = {
    ...about,
    event: receipt.gateway === 'offline' ? 'payment_recorded' : 'charge_succeeded',
    amount: receipt.amount,
    data: { number: first?.number ?? null, means: receipt.means },
  };
  if (toCredit === 0) return [entry];
  const data = { cause: causeOf(each), alert: each.late, number: first?.number ?? null };
  const credited = { ...about, contactId: receipt.payerId, amount: toCredit, data };
  return [entry, { ...credited, event: 'credit_added' }];
}

async function thank(scene: Scene, settlings: Settling[], recovered: Set<string>): Promise<void> {
  await queuePaidMessages(
    scene,
    settlings
      .filter(({ receipt, allocations }) => receipt.notify === 'receipt' && allocations.length > 0)
      .map(({ paymentId, allocations, receipt }) => ({
        paymentId,
        invoiceId: (
          allocations.find(({ invoiceId }) => recovered.has(invoiceId)) ?? allocations[0]!
        ).invoiceId,
        amount: { amount: receipt.amount, currency: receipt.currency },
        means: receipt.means,
        recovered: allocations.some(({ invoiceId }) => recovered.has(invoiceId)),
      })),
  );
}
