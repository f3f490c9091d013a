import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

export type NewFee = {
  gateway: string;
  /** The gateway's own name of the movement. */
  reference: string;
  paymentId: string;
  cause: 'charge' | 'dispute';
  /** Minor units of `currency`; negative: a fee that came back. */
  amount: number;
  currency: string;
};

export type KeptFee = Pick<NewFee, 'gateway' | 'amount' | 'currency' | 'paymentId'> & {
  payerId: string;
};

/** Keeps fees that were not known; answers those, with who had paid. */
export function keepFees(
  tx: Tx,
  fees: readonly NewFee[],
  when: { today: LocalDate; now: string },
): Promise<KeptFee[]> {
  return tx.query<KeptFee>(
    `with kept as (
       insert into gateway_fee (org_id, gateway, reference, payment_id, cause, amount, currency,
         booked_on, created_at)
       select app_org(), f.gateway, f.reference, f."paymentId", f.cause, f.amount, f.currency, $2,
         $3
       from jsonb_to_recordset($1::jsonb) as f (gateway text, reference text, "paymentId" uuid,
         cause text, amount bigint, currency text)
       on conflict (org_id, gateway, reference) do nothing
       returning gateway, payment_id, amount, currency)
     select k.gateway, k.payment_id as "paymentId", k.amount, k.currency, p.payer_id as "payerId"
     from kept k join payment p on p.org_id = app_org() and p.id = k.payment_id`,
    [JSON.stringify(fees), when.today, when.now],
  );
}

/**
 * When the oldest charge was made that succeeded since an instant and whose fee is not known yet (a
 * bank debit settles days after it was made); null: there is none. ISO instant.
 */
export const feeUnknownSql = (gateway: string, since: string) => `(
  select min(t.created_at) from payment_attempt t
  join payment p on p.org_id = app_org() and p.attempt_id = t.id
  where t.org_id = app_org() and t.gateway = ${gateway} and t.state = 'succeeded'
    and t.resolved_at >= ${since} and not exists (select from gateway_fee f
      where f.org_id = app_org() and f.payment_id = p.id and f.cause = 'charge'))`;
