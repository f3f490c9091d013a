/** The lines a subscription is billed by: itself, its add-ons, its set-up fee. */
import type { Period } from '../dates.ts';
import type { Fraction } from '../proration.ts';
import { prorate } from '../proration.ts';
import type { LineInput } from './draft.ts';
import { lineAmount } from './draft.ts';
import type { AddonFacts, SubscriptionFacts } from './plan.ts';
import { chargedTo } from './reverseCharge.ts';

/** A charge for a stretch of the subscription; `fraction` null means a whole period. */
export function subscriptionLine(
  facts: SubscriptionFacts,
  period: Period,
  fraction: Fraction | null,
): LineInput {
  const { planName, unitAmount, quantity } = facts;
  return {
    ...priced(facts, { name: planName, unitAmount, quantity }, { period, fraction }),
    kind: fraction === null ? 'subscription' : 'proration_charge',
  };
}

/** A charge for an add-on over the same stretch, by the same fraction. */
export function addonLine(
  facts: SubscriptionFacts,
  addon: AddonFacts,
  stretch: { period: Period; fraction: Fraction | null },
): LineInput {
  return { ...priced(facts, addon, stretch), kind: 'addon' };
}

/** The fee charged once, with the first invoice. */
export function setupLine(facts: SubscriptionFacts): LineInput {
  const fee = { name: facts.planName, unitAmount: facts.setupAmount, quantity: 1 };
  const line = priced(facts, fee, { period: null, fraction: null });
  return { ...line, kind: 'setup' };
}

/**
 * What one whole interval costs, add-ons included, as the price is listed: without the tax it holds
 * for a payer who owes it themselves. Minor units.
 */
export function wholePrice(facts: SubscriptionFacts): number {
  const { taxMode: mode, taxes, addons } = facts;
  return [facts, ...addons].reduce((sum, { unitAmount, quantity }) => {
    const amount = lineAmount(unitAmount, quantity);
    return sum + chargedTo(facts, { unitAmount, amount, mode, taxes }).amount;
  }, 0);
}

function priced(
  facts: SubscriptionFacts,
  what: { name: string; unitAmount: number; quantity: number },
  stretch: { period: Period | null; fraction: Fraction | null },
): Omit<LineInput, 'kind'> {
  const whole = lineAmount(what.unitAmount, what.quantity);
  return chargedTo(facts, {
    description: { planName: what.name, text: null },
    quantity: what.quantity,
    unitAmount: what.unitAmount,
    amount: stretch.fraction === null ? whole : prorate(whole, stretch.fraction),
    mode: facts.taxMode,
    taxes: facts.taxes,
    ...stretch,
  });
}
