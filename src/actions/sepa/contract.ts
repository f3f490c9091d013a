import { lockSealed } from '../../db/payments/gatewayAccounts.ts';
import type { DebitTerms, DirectDebits } from '../../gateways/payment/debits.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Scene } from '../context.ts';
import { DebitsNotConnected } from './refusals.ts';

/** The gateway whose debits go to the bank as files. */
export const fileGateway = 'sepa';

/** How the organization collects, with the account that files are written from. */
export type Contract = { debits: DirectDebits; sealed: string; terms: DebitTerms };

/**
 * The organization's contract, its row locked: whatever is done with files and mandates happens one
 * after the other. Lock it before payers. Refuses with `DebitsNotConnected`.
 */
export async function lockContract(scene: Scene): Promise<Contract> {
  const sealed = await lockSealed(scene.tx, fileGateway);
  return contractOf(scene, sealed);
}

/** The same for reading; null without one. */
export async function readContract(scene: Scene): Promise<Contract | null> {
  const row = await scene.tx.maybeOne<{ sealed: string }>(
    'select sealed from gateway_account where org_id = app_org() and gateway = $1',
    [fileGateway],
  );
  return row ? contractOf(scene, row.sealed) : null;
}

function contractOf({ ctx, org }: Scene, sealed: string | null): Contract {
  if (sealed === null) throw new DebitsNotConnected();
  const { debits } = gatewayOf(ctx, fileGateway);
  if (!debits) throw new Error(`the gateway ${fileGateway} writes no files`);
  const terms = debits.terms(org.id, sealed);
  if (!terms) throw new DebitsNotConnected();
  return { debits, sealed, terms };
}
