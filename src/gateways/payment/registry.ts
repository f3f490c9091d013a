import type { Database } from '../../db/transaction.ts';
import { vaultOf } from '../vault.ts';
import type { PaymentGateway } from './port.ts';
import { sepaGateway } from './sepa/gateway.ts';
import type { StripeAddress } from './stripe/client.ts';
import { stripeGateway } from './stripe/gateway.ts';
import { testGateway } from './test/gateway.ts';

/** What the installation gives its gateways. */
export type GatewayDeps = { db: Database; secret: string; stripe: StripeAddress };

/** Every payment gateway by its name. A new one is a folder beside this file and a line here. */
export function paymentGateways({ db, secret, stripe }: GatewayDeps) {
  const vault = vaultOf(secret);
  const gateways: PaymentGateway[] = [
    testGateway(db),
    stripeGateway({ db, vault, address: stripe }),
    sepaGateway({ db, vault }),
  ];
  return Object.fromEntries(gateways.map((gateway) => [gateway.name, gateway]));
}
