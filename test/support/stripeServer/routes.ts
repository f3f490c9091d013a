/** The addresses of Stripe's API that the program uses. */

import type { Answer } from './charges.ts';
import { cancelIntent, createIntent, createRefund, invalid, nested } from './charges.ts';
import { changeDispute } from './disputes.ts';
import type { Intent, State, Thing } from './state.ts';

export type Asked = { method: string; path: string; params: Record<string, string> };

const ok = (body: object): Answer => ({ status: 200, body });

/** Answers one request from the books. */
export function answerTo(state: State, { method, path, params }: Asked): Answer {
  if (path.startsWith('/v1/checkout/sessions')) return sessions(state, { method, path, params });
  const [, , kind = '', id, verb] = path.split('/');
  const asked = `${method} ${kind}${id ? '/:id' : ''}${verb ? `/${verb}` : ''}`;
  switch (asked) {
    case 'GET account':
      return ok(account);
    case 'POST customers': {
      const made = state.make<Thing>('customer', 'cus', { metadata: nested(params, 'metadata') });
      state.things.set(made.id, made);
      return ok(made);
    }
    case 'POST payment_intents':
      return createIntent(state, params);
    case 'GET payment_intents/:id':
      return found(state.intents.get(id!));
    case 'POST payment_intents/:id/cancel':
      return cancelIntent(state, id!);
    case 'GET payment_intents': {
      const since = Number(params['created[gte]'] ?? 0);
      const mine = [...state.intents.values()]
        .filter((each) => each.created >= since)
        .filter((each) => !params.customer || each.customer === params.customer);
      return ok(pageOf(expanded(state, mine, params), params));
    }
    case 'POST refunds':
      return createRefund(state, params);
    case 'GET refunds': {
      const all = [...state.refunds.values()];
      return ok(
        pageOf(
          all.filter((each) => each.payment_intent === params.payment_intent),
          params,
        ),
      );
    }
    case 'GET disputes': {
      const since = Number(params['created[gte]'] ?? 0);
      const all = [...state.disputes.values()];
      return ok(
        pageOf(
          all.filter((each) => each.created >= since),
          params,
        ),
      );
    }
    case 'POST disputes/:id':
    case 'POST disputes/:id/close':
      return changeDispute(state, { id: id!, verb, params });
    default:
      return invalid('resource_missing', `Unrecognized request URL (${method} ${path})`, 404);
  }
}

function sessions(state: State, { method, path, params }: Asked): Answer {
  if (method === 'POST') return ok(openSession(state, params));
  return found(state.things.get(path.split('/')[4] ?? ''));
}

const account = {
  id: 'acct_standin',
  object: 'account',
  business_profile: { name: 'Atelier Nord' },
  email: 'tresorier@example.org',
};

function found(thing: object | undefined): Answer {
  return thing ? ok(thing) : invalid('resource_missing', 'No such object', 404);
}

/** Charges with what was kept of them, where that was asked for. */
function expanded(state: State, intents: Intent[], params: Record<string, string>): Intent[] {
  if (params['expand[0]'] !== 'data.latest_charge.balance_transaction') return intents;
  return intents.map((intent) => {
    const charge = intent.latest_charge;
    const name = String(charge?.balance_transaction);
    const whole = charge && { ...charge, balance_transaction: state.things.get(name) ?? name };
    return { ...intent, latest_charge: whole };
  });
}

/** Latest first, as Stripe lists. */
function pageOf(all: Thing[], params: Record<string, string>): object {
  const latest = all.toReversed();
  const after = latest.findIndex(({ id }) => id === params.starting_after) + 1;
  const limit = Number(params.limit ?? 10);
  const data = latest.slice(after, after + limit);
  return { object: 'list', data, has_more: after + limit < latest.length, url: '/v1' };
}

function openSession(state: State, params: Record<string, string>): Thing {
  const session = state.make<Thing>('checkout.session', 'cs', {
    mode: params.mode,
    customer: params.customer,
    metadata: nested(params, 'metadata'),
    success_url: params.success_url,
    status: 'open',
    setup_intent: null,
  });
  session.url = `https://checkout.stripe.example/${session.id}`;
  state.things.set(session.id, session);
  return session;
}
