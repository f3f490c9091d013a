import { InvalidInput } from '../../../domain/errors.ts';
import type { Accounts } from '../accounts.ts';
import type { AccountFacts, Connection, GatewayField } from '../port.ts';
import { GatewayAway, GatewayRefusesKeys } from '../refusals.ts';
import type { StripeAddress } from './client.ts';
import { stripeClient, troubleOf } from './client.ts';

const fields: GatewayField[] = [
  {
    key: 'secret_key',
    label: { en: 'Secret key', fr: 'Clé secrète' },
    help: {
      en: 'At Stripe: Developers, API keys. It begins with sk_ or rk_.',
      fr: 'Chez Stripe : Développeurs, Clés API. Elle commence par sk_ ou rk_.',
    },
    secret: true,
    required: true,
  },
  {
    key: 'webhook_secret',
    label: { en: 'Webhook signing secret', fr: 'Secret de signature du webhook' },
    help: {
      en: 'Of the webhook you make there with the address below. Without it, no event is believed.',
      fr: "Du webhook que vous y créez avec l'adresse ci-dessous. Sans lui, aucun événement n'est cru.",
    },
    secret: true,
    required: false,
  },
];

const shapes: Record<string, { pattern: RegExp; begins: string }> = {
  secret_key: {
    pattern: /^(sk|rk)_(live|test)_\w{8,200}$/,
    begins: 'sk_live_, sk_test_, rk_live_',
  },
  webhook_secret: { pattern: /^whsec_\S{8,200}$/, begins: 'whsec_' },
};

/** How an organization connects its Stripe account: keys that are tried by a call. */
export function stripeConnection(address: StripeAddress, accounts: Accounts): Connection {
  return {
    fields,
    seal: accounts.seal,
    open: accounts.open,
    async check(values): Promise<AccountFacts> {
      checkShapes(values);
      const key = values.secret_key!;
      try {
        const account = await stripeClient(address, key).accounts.retrieveCurrent();
        const name = account.business_profile?.name ?? account.settings?.dashboard.display_name;
        return { id: account.id, name: name ?? account.email ?? '', live: key.includes('_live_') };
      } catch (error) {
        const gateway = 'Stripe';
        if (troubleOf(error) === 'silence') throw new GatewayAway({ gateway });
        throw new GatewayRefusesKeys({ gateway });
      }
    },
  };
}

function checkShapes(values: Record<string, string>): void {
  const problems = Object.entries(shapes).flatMap(([key, { pattern, begins }]) => {
    const value = values[key];
    if (!value || pattern.test(value)) return [];
    const message = { en: `It begins with ${begins}.`, fr: `Elle commence par ${begins}.` };
    return [{ pointer: `/values/${key}`, code: 'not_a_key', message }];
  });
  if (problems.length > 0) throw new InvalidInput({}, problems);
}
