import type Stripe from 'stripe';
import type { ChargeOutcome, ChargeRequest, Question } from '../port.ts';
import { toStripe } from './amounts.ts';
import { isMissing, troubleOf } from './client.ts';
import { declined, outcomeOf, outcomeOfError } from './outcomes.ts';
import type { Pace } from './pace.ts';

export type Line = { stripe: Stripe; pace: Pace };

/** Charges one method: an intent made and confirmed in one call, with the attempt's id as key. */
export async function chargeOne(line: Line, request: ChargeRequest): Promise<ChargeOutcome> {
  const { amount: minor, currency, customer, token, means, invoice, payer } = request;
  const amount = toStripe(minor, currency);
  if (amount === null) return declined('amount_not_possible');
  try {
    const intent = await line.pace(() =>
      line.stripe.paymentIntents.create(
        {
          amount,
          currency: currency.toLowerCase(),
          ...(customer ? { customer } : {}),
          payment_method: token,
          allowed_payment_method_types: [means],
          confirm: true,
          description: invoice.number,
          metadata: { org: request.orgId, invoice: invoice.id, attempt: request.key },
          ...(payer === 'absent' ? { off_session: true } : { return_url: payer.returnUrl }),
        },
        { idempotencyKey: request.key },
      ),
    );
    return outcomeOf(intent);
  } catch (error) {
    return outcomeOfError(error);
  }
}

/**
 * What became of a charge, without touching it: by Stripe's own name of it, or among the payer's
 * intents since it was sent, whose metadata name the attempt. Stripe forgets idempotency keys after
 * a day, and its search lags behind; a customer's list does neither.
 */
export async function askOne(line: Line, question: Question): Promise<ChargeOutcome | null> {
  try {
    const found = await find(line, question);
    return found && outcomeOf(found);
  } catch (error) {
    // Refused keys say nothing about the charge: it stays open until somebody answers.
    return troubleOf(error) === 'invalid' && isMissing(error) ? null : { state: 'unknown' };
  }
}

/**
 * Ends a charge that waits for the payer, so that a confirmation that comes late cannot take money
 * we no longer ask for. One that succeeded meanwhile is a success.
 */
export async function giveUpOne(line: Line, question: Question): Promise<ChargeOutcome> {
  try {
    const found = await find(line, question);
    if (!found) return declined('no_answer');
    if (found.status !== 'requires_action') return outcomeOf(found);
    await line.pace(() => line.stripe.paymentIntents.cancel(found.id));
    return { ...declined('authentication_required'), reference: found.id };
  } catch (error) {
    // It went on in the very moment: the next question learns where it went.
    return troubleOf(error) === 'declined' ? outcomeOfError(error) : { state: 'unknown' };
  }
}

async function find(
  { stripe, pace }: Line,
  { key, customer, reference, since }: Question,
): Promise<Stripe.PaymentIntent | null> {
  if (reference) return pace(() => stripe.paymentIntents.retrieve(reference));
  const anHourBefore = Math.floor(Date.parse(since) / 1000) - 3600;
  const wish = { limit: 100, created: { gte: anHourBefore }, ...(customer ? { customer } : {}) };
  let starting_after: string | undefined;
  for (;;) {
    const after = starting_after ? { starting_after } : {};
    const page = await pace(() => stripe.paymentIntents.list({ ...wish, ...after }));
    const found = page.data.find((intent) => intent.metadata.attempt === key);
    if (found) return found;
    if (!page.has_more) return null;
    starting_after = page.data.at(-1)!.id;
  }
}
