import type { GatewayAccount } from '../../db/payments/gatewayAccounts.ts';
import { gatewayAccounts, payersByGateway } from '../../db/payments/gatewayAccounts.ts';
import type { Language, Sentence } from '../../domain/errors.ts';
import { offeredGateways } from '../../domain/organizations/settings.ts';
import type { PaymentGateway } from '../../gateways/payment/port.ts';
import { typeset } from '../../templates/typography.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';

export type ListedGateway = {
  gateway: PaymentGateway;
  account: GatewayAccount | null;
  isOffered: boolean;
  /** How many payers pay by it now. */
  payers: number;
  /** Where it sends its events; null: it sends none. */
  eventsUrl: string | null;
};

/** A gateway's words as they are read: the apostrophes and spaces of the language. */
export function gatewayWords(words: Sentence, language: Language): string {
  return typeset(words[language], language);
}

/** Every gateway of the program with how the organization uses it; secrets never among it. */
export function listGateways(ctx: Context): Promise<ListedGateway[]> {
  return look(ctx, async ({ tx, org }) => {
    const accounts = new Map((await gatewayAccounts(tx)).map((row) => [row.gateway, row]));
    const payers = await payersByGateway(tx);
    const offered = offeredGateways(org);
    return Object.values(ctx.gateways.payment).map((gateway) => ({
      gateway,
      account: accounts.get(gateway.name) ?? null,
      isOffered: offered.includes(gateway.name),
      payers: payers.get(gateway.name) ?? 0,
      eventsUrl: gateway.events?.receive
        ? `${ctx.baseUrl}/webhooks/${gateway.name}/${org.slug}`
        : null,
    }));
  });
}
