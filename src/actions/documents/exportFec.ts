import { Readable } from 'node:stream';
import { streamTransactions, transactionsBefore } from '../../db/invoices/fec.ts';
import {
  type FecTransaction,
  fecColumns,
  fecLine,
  fecName,
  fecRows,
  fiscalYearOf,
} from '../../domain/billing/fec.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Accounting } from '../../domain/organizations/accounting.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import type { ExportFile } from './exportDocuments.ts';
import { WrongPeriod } from './period.ts';

export type FecWish = {
  /** Both inclusive; a whole fiscal year, or a part of one. */
  from: LocalDate;
  to: LocalDate;
  /** The books of one currency; the organization's by default. */
  currency?: string | undefined;
};

/**
 * The French accounting file of the ledger, streamed: every transaction in the order of its day,
 * numbered without a gap from the start of the fiscal year, so that a month has the numbers it has
 * in the whole year. Refuses with `FecNeedsSiren`, `WrongPeriod`.
 */
export async function exportFec(ctx: Context, wish: FecWish): Promise<ExportFile> {
  if (wish.to < wish.from) throw new WrongPeriod();
  const { org, before } = await look(ctx, async ({ tx, org }) => {
    const since = fiscalYearOf(wish.from, org.settings.accounting.year_starts);
    const currency = wish.currency ?? org.currency;
    return { org, before: await transactionsBefore(tx, { since, day: wish.from, currency }) };
  });
  const currency = wish.currency ?? org.currency;
  const name = fecName(org.settings.identity.siren, wish.to);
  const transactions = streamTransactions(ctx.db, ctx.orgId, { ...wish, currency });
  const { accounting } = org.settings;
  const lines = linesOf(transactions, { before, accounting, home: org.currency });
  return { name, type: 'text/plain; charset=utf-8', body: Readable.from(lines) };
}

type About = { before: number; accounting: Accounting; home: string };

/** The file's text in chunks of about 64 KB. */
async function* linesOf(transactions: AsyncIterable<FecTransaction>, about: About) {
  let chunk = fecLine(fecColumns);
  let number = about.before;
  for await (const transaction of transactions) {
    number += 1;
    for (const row of fecRows(transaction, { ...about, number })) chunk += fecLine(row);
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
