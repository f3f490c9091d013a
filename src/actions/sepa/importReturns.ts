import { createHash } from 'node:crypto';
import { recordActivity } from '../../activity/record.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import type { OpenDebit } from '../../db/payments/debits.ts';
import { debitsNamed } from '../../db/payments/debits.ts';
import type { EntryOutcome, ReadFile, ReturnEntry } from '../../db/payments/returnFiles.ts';
import { fileOfDigest, insertEntries, insertReturnFile } from '../../db/payments/returnFiles.ts';
import type { ReturnedDebit } from '../../gateways/payment/debits.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { lockContract } from './contract.ts';
import { ReturnedMoneyUsed } from './refusals.ts';
import { returnDebitIn } from './returnDebits.ts';

type Named = OpenDebit & { messageId: string | null };

/**
 * Reads a bank's file and records every return it tells of. What is not ours, or does not fit, is
 * kept and listed. The same file again changes nothing and answers what it did the first time.
 * Refuses with `DebitsNotConnected`, `NotAReturnFile`.
 */
export function importReturns(
  ctx: Context,
  file: { name: string; bytes: Uint8Array },
): Promise<ReadFile & { again: boolean }> {
  const digest = createHash('sha256').update(file.bytes).digest('hex');
  return act(ctx, async (scene) => {
    const { tx, now, actor } = scene;
    const { debits } = await lockContract(scene);
    const before = await fileOfDigest(tx, digest);
    if (before) return { ...before, again: true };
    const { kind, entries } = debits.readReturns(file.bytes);
    const id = newId();
    await insertReturnFile(tx, { id, name: file.name, digest, kind, actor, now });
    const lines = await spread(scene, entries);
    await lockPayers(tx, [...new Set(lines.flatMap(({ debit }) => debit?.payerId ?? []))]);
    const done: ReturnEntry[] = [];
    for (const [i, line] of lines.entries()) {
      done.push({ ...line.shown, fileId: id, position: i + 1, outcome: await take(scene, line) });
    }
    await insertEntries(tx, done);
    const returned = done.filter(({ outcome }) => outcome === 'returned').length;
    const data = { file: file.name, count: returned, open: done.length - returned };
    await recordActivity(scene, [{ event: 'debit_returns_read', data }]);
    return { ...(await fileOfDigest(tx, digest))!, again: false };
  });
}

type Line = {
  entry: ReturnedDebit;
  debit: Named | undefined;
  shown: Omit<ReturnEntry, 'fileId' | 'position' | 'outcome'>;
};

/** Lines with the debits they name; a rejected file stands for each of its debits. */
async function spread({ tx }: Scene, entries: ReturnedDebit[]): Promise<Line[]> {
  const rejected = entries.filter(({ endToEnd }) => endToEnd === null);
  const found = await debitsNamed(tx, {
    endToEnds: entries.flatMap(({ endToEnd }) => endToEnd ?? []),
    messageIds: rejected.flatMap(({ messageId }) => messageId ?? []),
  });
  const byName = new Map(found.map((debit) => [debit.endToEnd, debit]));
  return entries.flatMap((entry): Line[] => {
    if (entry.endToEnd !== null) return [lineOf(entry, byName.get(entry.endToEnd))];
    const all = found.filter(({ messageId }) => messageId === entry.messageId);
    return all.length > 0 ? all.map((debit) => lineOf(entry, debit)) : [lineOf(entry, undefined)];
  });
}

function lineOf(entry: ReturnedDebit, debit: Named | undefined): Line {
  const endToEnd = entry.endToEnd ?? debit?.endToEnd ?? entry.messageId ?? '';
  const { code, amount, on } = entry;
  const attemptId = debit?.attemptId ?? null;
  return { entry, debit, shown: { endToEnd, code, amount, returnedOn: on, attemptId } };
}

/** The most a bank may have put on top of a returned amount for its trouble, minor units. */
const largestFee = 5000;

async function take(scene: Scene, { entry, debit }: Line): Promise<EntryOutcome> {
  if (!debit) return 'unknown';
  if (debit.returnedOn !== null) return 'already';
  if (debit.batchState === null) return 'not_sent';
  const more = (entry.amount ?? debit.amount) - debit.amount;
  if (more < 0 || more > largestFee) return 'amount';
  const { today } = scene;
  const on = entry.on !== null && entry.on < today ? entry.on : today;
  const fee = entry.fee ?? (more > 0 ? more : null);
  try {
    await returnDebitIn(scene, debit, { code: entry.code, on, fee });
    debit.returnedOn = on;
    return 'returned';
  } catch (error) {
    if (error instanceof ReturnedMoneyUsed) return 'credit_used';
    throw error;
  }
}
