import type { Database, Tx } from '../../../db/transaction.ts';
import { inOrganization } from '../../../db/transaction.ts';
import { minutesAfter } from '../../../domain/instants.ts';
import type { GatewayEvents, GatewayNews } from '../news.ts';
import type { ChargeOutcome, ChargeRequest, PaymentGateway } from '../port.ts';
import type { CardBehavior } from './cards.ts';
import { behaviorOf, testCards } from './cards.ts';
import { testDisputes } from './disputes.ts';
import type { Charge } from './memory.ts';
import { chargeReference, declinedBefore, recall, remember } from './memory.ts';
import { askRefund, refund, refundsOf } from './refunds.ts';

/**
 * The built-in gateway: cards behave by their number (`testCards`), charges are remembered apart
 * from our own books, and the same key never charges twice. It stands in for a provider on the
 * other side of a network, so it works in its own transactions.
 */
export function testGateway(db: Database): PaymentGateway {
  const within = <T>(orgId: string, work: (tx: Tx) => Promise<T>) =>
    inOrganization(db, orgId, work);
  return {
    name: 'test',
    title: { en: 'Test cards', fr: 'Cartes de test' },
    means: ['card'],
    entry: 'test_card',
    charge: (requests) =>
      byOrganization(requests, (orgId, group) => within(orgId, (tx) => charge(tx, group))),
    ask: (requests) =>
      byOrganization(requests, (orgId, group) =>
        within(orgId, async (tx) => {
          const keys = group.map((request) => request.key);
          const known = await recall(tx, keys, group[0]!.now);
          return keys.map((key) => {
            const found = known.get(key);
            return found ? answerOf(found) : null;
          });
        }),
      ),
    giveUp: ({ orgId, key, now }) => within(orgId, (tx) => giveUp(tx, key, now)),
    refund: (request) => within(request.orgId, (tx) => refund(tx, request)),
    askRefund: ({ orgId, key }) => within(orgId, (tx) => askRefund(tx, key)),
    refundsOf: (orgId, reference) => within(orgId, (tx) => refundsOf(tx, reference)),
    disputes: testDisputes(db),
    events: ownEvents,
  };
}

/** It tells in our own words, and only from within. */
const ownEvents: GatewayEvents = { read: (_orgId, payload) => payload as GatewayNews };

/** The tokens of cards that the gateway tries again by itself. */
const triesItself = testCards
  .filter(({ behavior }) => behavior.does === 'try_itself')
  .map(({ number }) => `^test_${number}_`);

/**
 * Nobody confirmed, or somebody pays otherwise: the charge is over, unless it went on in the
 * meantime.
 */
async function giveUp(tx: Tx, key: string, now: string): Promise<ChargeOutcome> {
  await tx.exec(
    `update test_gateway_charge
     set outcome = 'declined', settles_at = null, decline_kind = 'soft',
       reason = case outcome when 'processing' then 'insufficient_funds'
         else 'authentication_required' end
     where org_id = app_org() and idempotency_key = $1 and (outcome = 'requires_action'
       or outcome = 'processing' and settles_at > $3 and token ~ any($2::text[]))`,
    [key, triesItself, now],
  );
  const found = (await recall(tx, [key], now)).get(key);
  return found ? answerOf(found) : { state: 'declined', kind: 'soft', reason: 'no_answer' };
}

/**
 * The member confirms a charge at the bank (cards that ask for it): asking about it then says
 * succeeded. Answers whether there was such a charge.
 */
export function confirmTestCharge(db: Database, orgId: string, key: string): Promise<boolean> {
  return inOrganization(db, orgId, async (tx) => {
    const count = await tx.exec(
      `update test_gateway_charge set outcome = 'succeeded'
       where org_id = app_org() and idempotency_key = $1 and outcome = 'requires_action'`,
      [key],
    );
    return count === 1;
  });
}

async function byOrganization<R extends { orgId: string }, A>(
  requests: R[],
  work: (orgId: string, group: R[]) => Promise<A[]>,
): Promise<A[]> {
  const answers = new Map<R, A>();
  for (const [orgId, group] of Map.groupBy(requests, (request) => request.orgId)) {
    const outcomes = await work(orgId, group);
    group.forEach((request, i) => {
      answers.set(request, outcomes[i]!);
    });
  }
  return requests.map((request) => answers.get(request)!);
}

async function charge(tx: Tx, requests: ChargeRequest[]): Promise<ChargeOutcome[]> {
  const behaviors = new Map(requests.map(({ token }) => [token, behaviorOf(token)]));
  const onceTokens = [...behaviors].flatMap(([token, b]) =>
    b.does === 'decline_once' ? [token] : [],
  );
  const declined = await declinedBefore(tx, onceTokens);
  const charges = new Map(
    requests.flatMap((request) => {
      const made = chargeFor(request, behaviors.get(request.token)!, declined);
      return made ? [[request.key, made] as const] : [];
    }),
  );
  const fresh = await remember(tx, [...charges.values()]);
  const repeated = requests.map((request) => request.key).filter((key) => !fresh.has(key));
  const known = await recall(tx, repeated, requests[0]!.now);
  return requests.map(({ key, token }): ChargeOutcome => {
    const earlier = known.get(key);
    if (earlier) return answerOf(earlier);
    if (behaviors.get(token)!.does === 'time_out') return { state: 'unknown' };
    return answerOf(charges.get(key)!);
  });
}

/** What the gateway does with a request; null when it never arrives. */
function chargeFor(
  request: ChargeRequest,
  behavior: CardBehavior,
  declined: Set<string>,
): Charge | null {
  const { key, token, amount, currency, now } = request;
  const base = { key, token, amount, currency, now, declineKind: null, reason: null };
  const succeeded: Charge = { ...base, outcome: 'succeeded', settlesAt: null };
  switch (behavior.does) {
    case 'succeed':
      return succeeded;
    case 'time_out':
      return behavior.effect === 'charged' ? succeeded : null;
    case 'decline':
      return { ...succeeded, ...refused(behavior.kind, behavior.reason) };
    case 'decline_once':
      return declined.has(token)
        ? succeeded
        : { ...succeeded, ...refused('soft', behavior.reason) };
    case 'authenticate':
      return { ...succeeded, outcome: 'requires_action' };
    case 'try_itself': {
      const { hours, reason, end } = behavior;
      const settlesAt = minutesAfter(now, hours * 60);
      const refusal = end === 'refused' ? refused('hard', reason) : null;
      return { ...succeeded, ...refusal, outcome: 'processing', settlesAt };
    }
    case 'settle_late': {
      const { reason, hours } = behavior;
      const settlesAt = minutesAfter(now, hours * 60);
      return {
        ...base,
        outcome: 'processing',
        settlesAt,
        reason,
        declineKind: reason ? 'soft' : null,
      };
    }
  }
}

function refused(declineKind: 'soft' | 'hard', reason: string) {
  return { outcome: 'declined' as const, declineKind, reason };
}

function answerOf(charge: Charge): ChargeOutcome {
  if (charge.outcome === 'declined') {
    const reason = charge.reason ?? 'card_declined';
    return { state: 'declined', kind: charge.declineKind ?? 'soft', reason };
  }
  const reference = chargeReference(charge.key);
  const behavior = behaviorOf(charge.token);
  if (charge.outcome !== 'processing' || behavior.does !== 'try_itself') {
    return { state: charge.outcome, reference };
  }
  return { state: 'processing', reference, refused: { reason: behavior.reason } };
}
