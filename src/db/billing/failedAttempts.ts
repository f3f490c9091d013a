import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

export type Refusals = { id: string; tries: number; lastOn: LocalDate };

/** How many attempts on each invoice were declined, and when the last of them was made. */
export async function failedAttempts(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<Map<string, Refusals>> {
  const rows = await tx.query<Refusals>(
    `select i.id, count(a.id) as tries, max(a.local_day) as "lastOn" from invoice i
     join payment_attempt a on a.org_id = app_org() and a.payer_id = i.payer_id
       and a.invoice_id = i.id and a.state = 'declined'
     where i.org_id = app_org() and i.id = any($1::uuid[]) group by i.id`,
    [invoiceIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
