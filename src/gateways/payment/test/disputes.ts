import type { Database, Tx } from '../../../db/transaction.ts';
import { inOrganization } from '../../../db/transaction.ts';
import type { DisputeState } from '../../../domain/billing/disputes.ts';
import type { DisputeDesk, GatewayDispute } from '../news.ts';
import { chargeReference } from './memory.ts';

type Row = {
  reference: string;
  chargeKey: string;
  amount: number;
  currency: string;
  reason: string;
  state: DisputeState;
  dueAt: string;
};

const columns = `reference, charge_key as "chargeKey", amount, currency, reason, state,
  due_at as "dueAt"`;

/** The test gateway's disputes: it takes evidence, and stays under review until told otherwise. */
export function testDisputes(db: Database): DisputeDesk {
  const move = (
    orgId: string,
    reference: string,
    to: { state: DisputeState; evidence?: unknown },
  ) => inOrganization(db, orgId, (tx) => moveDispute(tx, reference, to));
  return {
    submit: (orgId, reference, evidence) =>
      move(orgId, reference, { state: 'under_review', evidence }),
    accept: (orgId, reference) => move(orgId, reference, { state: 'lost' }),
    list: (orgId, since) =>
      inOrganization(db, orgId, async (tx) => {
        const rows = await tx.query<Row>(
          `select ${columns} from test_gateway_dispute
           where org_id = app_org() and created_at >= $1 order by created_at, reference`,
          [since],
        );
        return rows.map(told);
      }),
  };
}

/** The bank takes a charge's money back; null when there is no such charge. */
export async function openDispute(
  tx: Tx,
  wish: { chargeKey: string; reference: string; reason: string; dueAt: string; now: string },
): Promise<GatewayDispute | null> {
  const row = await tx.maybeOne<Row>(
    `insert into test_gateway_dispute (org_id, reference, charge_key, amount, currency, reason,
       state, due_at, created_at)
     select app_org(), $2, c.idempotency_key, c.amount - c.refunded, c.currency, $3,
       'needs_response', $4, $5
     from test_gateway_charge c where c.org_id = app_org() and c.idempotency_key = $1
       and c.outcome = 'succeeded' and c.amount > c.refunded
       and not exists (select from test_gateway_dispute d where d.org_id = app_org()
         and d.charge_key = c.idempotency_key and d.state <> 'won')
     returning ${columns}`,
    [wish.chargeKey, wish.reference, wish.reason, wish.dueAt, wish.now],
  );
  return row ? told(row) : null;
}

/** Moves a dispute on; one that is over stays so. Null when there is none. */
export async function moveDispute(
  tx: Tx,
  reference: string,
  to: { state: DisputeState; evidence?: unknown },
): Promise<GatewayDispute | null> {
  await tx.exec(
    `update test_gateway_dispute set state = $2, evidence = coalesce($3, evidence)
     where org_id = app_org() and reference = $1 and state in ('needs_response', 'under_review')`,
    [reference, to.state, to.evidence ? JSON.stringify(to.evidence) : null],
  );
  const row = await tx.maybeOne<Row>(
    `select ${columns} from test_gateway_dispute where org_id = app_org() and reference = $1`,
    [reference],
  );
  return row ? told(row) : null;
}

function told({ chargeKey, ...row }: Row): GatewayDispute {
  const charge = { chargeReference: chargeReference(chargeKey), chargeKey };
  return { ...row, ...charge, fee: null, fees: [], inquiry: false };
}
