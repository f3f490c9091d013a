import { recordActivity } from '../../activity/record.ts';
import { findAttempts } from '../../db/billing/attempts.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { markBatchSent } from '../../db/payments/debitBatches.ts';
import type { OpenDebit } from '../../db/payments/debits.ts';
import { findDebit, noteReturned } from '../../db/payments/debits.ts';
import { endMandates } from '../../db/payments/mandates.ts';
import { postFee } from '../../domain/billing/ledger.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { kindOfReturn, reasonOf } from '../../domain/sepa/returns.ts';
import { applyOutcomes } from '../billing/recordOutcomes.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { failCharges } from '../overdue/failCharges.ts';
import { CreditAlreadyUsed, NotTakenBack } from '../payments/refusals.ts';
import { takeBackPayment } from '../payments/takeBack.ts';
import { fileGateway, lockContract } from './contract.ts';
import { DebitNotSent, DebitReturned, ReturnedMoneyUsed, ReturnInFuture } from './refusals.ts';

export type BankReturn = {
  /** The bank's reason code, e.g. AM04. */
  code: string;
  on: LocalDate;
  /** What the bank asked for it, minor units; it is our cost. */
  fee: number | null;
};

/**
 * Records by hand that the bank sent a debit back. Refuses with `NotFound`, `DebitNotSent`,
 * `DebitReturned`, `ReturnInFuture`, `ReturnedMoneyUsed`.
 */
export function returnDebit(ctx: Context, attemptId: string, bank: BankReturn): Promise<void> {
  return act(ctx, async (scene) => {
    await lockContract(scene);
    const debit = await findDebit(scene.tx, attemptId);
    if (!debit) throw new NotFound();
    if (debit.batchState !== 'sent') throw new DebitNotSent();
    if (debit.returnedOn !== null) throw new DebitReturned();
    const { today } = scene;
    if (bank.on > today) throw atField(ReturnInFuture, '/returned_on', { today });
    await returnDebitIn(scene, debit, bank);
  });
}

/**
 * The same for a debit of a file, in an open transaction with the contract locked. A bank that
 * answers about a file has it, so the file is marked sent. Before it counted as paid, the attempt
 * is refused; after, the payment is taken back and its invoice owes again. A hard reason ends the
 * mandate. The overdue case goes on either way. Refuses with `ReturnedMoneyUsed`.
 */
export async function returnDebitIn(
  scene: Scene,
  debit: OpenDebit,
  bank: BankReturn,
): Promise<void> {
  const { tx, now, actor } = scene;
  const { attemptId } = debit;
  await lockPayers(tx, [debit.payerId]);
  const kind = kindOfReturn(bank.code);
  const reason = reasonOf(bank.code);
  if (debit.batchState === 'made') await markBatchSent(tx, debit.batchId!, scene);
  if (debit.settledOn !== null) await takeBack(scene, debit, bank.code);
  await noteReturned(tx, [{ attemptId, ...bank }]);
  if (kind === 'hard') {
    await endMandates(tx, [debit.mandateId], { reason: 'returned', actor, now });
  }
  if (debit.settledOn === null) {
    const outcome = { state: 'declined', kind, reason } as const;
    await applyOutcomes(scene, [{ attemptId, outcome }]);
  } else await chase(scene, debit, { kind, reason });
  if (bank.fee) await bookFee(scene, debit, bank.fee);
  await recordActivity(scene, [
    {
      event: 'debit_returned',
      contactId: debit.payerId,
      invoiceId: debit.invoiceId,
      amount: debit.amount,
      currency: 'EUR',
      data: { reason, code: bank.code, fee: bank.fee },
    },
  ]);
}

async function takeBack(scene: Scene, debit: OpenDebit, code: string): Promise<void> {
  if (debit.paymentId === null) throw new Error(`debit ${debit.attemptId} settled without payment`);
  try {
    await takeBackPayment(scene, debit.paymentId, { reason: `SEPA ${code}`, check: () => {} });
  } catch (error) {
    const isUsed = error instanceof CreditAlreadyUsed || error instanceof NotTakenBack;
    throw isUsed ? new ReturnedMoneyUsed() : error;
  }
}

/** A debit is collected by itself, whoever asked for it: its case opens or goes on. */
async function chase(
  scene: Scene,
  { attemptId, invoiceId }: OpenDebit,
  refusal: { kind: 'soft' | 'hard'; reason: string },
): Promise<void> {
  const [attempt] = await findAttempts(scene.tx, [attemptId]);
  const [invoice] = await lockInvoices(scene.tx, [invoiceId]);
  if (!attempt || !invoice) throw new Error(`debit ${attemptId} has no attempt or invoice`);
  const failure = { attempt: { ...attempt, cause: 'retry' as const }, invoice, ...refusal };
  await failCharges(scene, [failure]);
  await refreshAfterCollecting(scene.tx, await peopleOf(scene.tx, [invoice]));
}

async function bookFee({ tx, today }: Scene, debit: OpenDebit, fee: number): Promise<void> {
  const { payerId, invoiceId } = debit;
  const postings = postFee(fileGateway, fee);
  await bookLedger(tx, [{ currency: 'EUR', bookedOn: today, payerId, invoiceId, postings }]);
}
