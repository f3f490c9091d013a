import type { Tx } from '../../../db/transaction.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import type { MandateFacts, MandateState } from '../../../domain/sepa/mandates.ts';
import { mandateState } from '../../../domain/sepa/mandates.ts';
import type { ChargeRequest } from '../port.ts';

type Row = MandateFacts & { id: string; today: LocalDate };

/** Which of these mandates may be collected from on the organization's day. */
export async function statesOf(
  tx: Tx,
  ids: readonly string[],
  now: string,
): Promise<Map<string, MandateState>> {
  const rows = await tx.query<Row>(
    `select m.id, m.signed_on as "signedOn", m.used_on as "usedOn", m.end_reason as "endReason",
       ($2::timestamptz at time zone o.timezone)::date as today
     from sepa_mandate m join organization o on o.id = m.org_id
     where m.org_id = app_org() and m.id = any($1::uuid[])`,
    [ids, now],
  );
  return new Map(rows.map((row) => [row.id, mandateState(row, row.today)]));
}

/** Notes debits to go to the bank with the next file; noted before, they stay as they are. */
export async function noteDebits(tx: Tx, requests: readonly ChargeRequest[]): Promise<void> {
  await tx.exec(
    `insert into sepa_debit (org_id, attempt_id, end_to_end, payer_id, mandate_id, amount, currency,
       created_at)
     select app_org(), a.id, replace(a.id::text, '-', ''), a.payer_id, d.mandate, a.amount,
       a.currency, $3
     from unnest($1::uuid[], $2::uuid[]) as d (id, mandate)
     join payment_attempt a on a.org_id = app_org() and a.id = d.id
     on conflict do nothing`,
    [requests.map(({ key }) => key), requests.map(({ token }) => token), requests[0]!.now],
  );
}

/** Which of these attempts were noted. */
export async function notedAmong(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    'select attempt_id as id from sepa_debit where org_id = app_org() and attempt_id = any($1::uuid[])',
    [keys],
  );
  return new Set(rows.map(({ id }) => id));
}
