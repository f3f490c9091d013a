import type { CrashPoint } from '../actions/billing/crashPoint.ts';
import { onCrashPoint } from '../actions/billing/crashPoint.ts';
import type { Context } from '../actions/context.ts';
import type { Chance } from '../actions/demo/chance.ts';
import type { ChargeOutcome, PaymentGateway } from '../gateways/payment/port.ts';
import type { Tally } from './tally.ts';

/** How the program ends at a crash point: no cleaning up, the next run finds what was committed. */
export class Killed extends Error {
  constructor(point: CrashPoint) {
    super(`killed at ${point}`);
    this.name = 'Killed';
  }
}

/** `share`: how often each request or answer is lost; `kills`: how often a crash point kills. */
export type Faults = { chance: Chance; tally: Tally; share: number; kills: number };

/**
 * A gateway on the far side of a bad network: some requests never arrive, some answers get lost on
 * the way back, some questions stay without answer. The gateway behind it does its work truly.
 */
export function badNetwork(inner: PaymentGateway, faults: Faults): PaymentGateway {
  const strikes = (kind: 'lostRequests' | 'lostAnswers' | 'lateAnswers') => {
    const struck = faults.chance.happens(faults.share);
    if (struck) faults.tally.faults[kind] += 1;
    return struck;
  };
  return {
    ...inner,
    async charge(requests) {
      const arrive = requests.map(() => !strikes('lostRequests'));
      const outcomes = await inner.charge(requests.filter((_, i) => arrive[i]));
      const answers = outcomes.values();
      return arrive.map((arrived): ChargeOutcome => {
        const outcome = arrived ? answers.next().value : undefined;
        if (!outcome || strikes('lostAnswers')) return { state: 'unknown' };
        return outcome;
      });
    },
    async ask(requests) {
      const outcomes = await inner.ask(requests);
      return outcomes.map((outcome) => (strikes('lateAnswers') ? { state: 'unknown' } : outcome));
    },
    async refund(request) {
      if (strikes('lostRequests')) return { state: 'unknown' };
      const outcome = await inner.refund(request);
      return strikes('lostAnswers') ? { state: 'unknown' } : outcome;
    },
    async askRefund(request) {
      const outcome = await inner.askRefund(request);
      return strikes('lateAnswers') ? { state: 'unknown' } : outcome;
    },
  };
}

/** A context whose work is killed at each crash point with the probability of `kills`. */
export function mortal(ctx: Context, faults: Faults): Context {
  const own = { ...ctx, gateways: { ...ctx.gateways } };
  onCrashPoint(own, (point) => {
    if (!faults.chance.happens(faults.kills)) return;
    faults.tally.faults.kills += 1;
    throw new Killed(point);
  });
  return own;
}
