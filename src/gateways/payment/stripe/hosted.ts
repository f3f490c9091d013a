import type Stripe from 'stripe';
import type { HostedPage } from '../news.ts';
import type { MethodDetails } from '../port.ts';
import { GatewayAway, GatewayNotConnected } from '../refusals.ts';
import type { Line } from './charges.ts';
import { isMissing, troubleOf } from './client.ts';

const gateway = 'Stripe';

/**
 * Stripe Checkout in set-up mode: the payer enters a card or bank account on Stripe's own page, so
 * that no number ever touches this program and no script of Stripe's runs on its pages.
 */
export function stripePage(lineOf: (orgId: string) => Promise<Line | null>): HostedPage {
  const line = async (orgId: string) => {
    const found = await lineOf(orgId);
    if (!found) throw new GatewayNotConnected({ gateway });
    return found;
  };
  return {
    begin: async (wish) => {
      const { stripe, pace } = await line(wish.orgId);
      const { payer, orgId: org } = wish;
      const metadata = { org, payer: payer.id };
      return told(async () => {
        const customer =
          wish.customer ??
          (
            await pace(() =>
              stripe.customers.create(
                {
                  name: payer.name,
                  ...(payer.email ? { email: payer.email } : {}),
                  preferred_locales: [payer.language],
                  metadata,
                },
                { idempotencyKey: `customer-${org}-${payer.id}` },
              ),
            )
          ).id;
        const session = await pace(() =>
          stripe.checkout.sessions.create(
            {
              mode: 'setup',
              customer,
              allowed_payment_method_types: ['card', 'sepa_debit'],
              locale: payer.language === 'fr' ? 'fr' : 'en',
              success_url: wish.returnUrl.replace('{reference}', '{CHECKOUT_SESSION_ID}'),
              cancel_url: wish.cancelUrl,
              metadata,
              setup_intent_data: { metadata },
            },
            { idempotencyKey: wish.key },
          ),
        );
        return { url: session.url ?? wish.cancelUrl, reference: session.id, customer };
      });
    },
    finish: async (orgId, reference) => {
      const { stripe, pace } = await line(orgId);
      return told(async () => {
        const session = await pace(() =>
          stripe.checkout.sessions.retrieve(reference, { expand: ['setup_intent.payment_method'] }),
        );
        const intent = session.setup_intent as Stripe.SetupIntent | null;
        const method = intent?.payment_method as Stripe.PaymentMethod | null | undefined;
        if (session.metadata?.org !== orgId || intent?.status !== 'succeeded' || !method)
          return null;
        return detailsOf(method, session.customer as string);
      });
    },
  };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (troubleOf(error) === 'keys') throw new GatewayNotConnected({ gateway });
    if (isMissing(error) || troubleOf(error) !== 'silence') throw error;
    throw new GatewayAway({ gateway });
  }
}

function detailsOf(method: Stripe.PaymentMethod, customer: string): MethodDetails {
  const { id: token, card, sepa_debit: debit } = method;
  if (card) {
    const { brand, last4, exp_month: expMonth, exp_year: expYear } = card;
    return { kind: 'card', token, customer, brand, last4, expMonth, expYear };
  }
  const last4 = debit?.last4 ?? '';
  return {
    kind: 'sepa_debit',
    token,
    customer,
    brand: 'sepa',
    last4,
    expMonth: null,
    expYear: null,
  };
}
