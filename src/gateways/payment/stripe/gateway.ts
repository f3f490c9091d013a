import type { Database } from '../../../db/transaction.ts';
import type { Vault } from '../../vault.ts';
import type { Accounts } from '../accounts.ts';
import { accountsOf } from '../accounts.ts';
import type { ChargeOutcome, PaymentGateway } from '../port.ts';
import type { Line } from './charges.ts';
import { askOne, chargeOne, giveUpOne } from './charges.ts';
import type { StripeAddress } from './client.ts';
import { stripeClient } from './client.ts';
import { stripeConnection } from './connection.ts';
import { stripeDisputes } from './disputes.ts';
import { stripeEvents } from './events.ts';
import { stripePage } from './hosted.ts';
import { listCharges, refundsOf } from './listing.ts';
import { paceOf } from './pace.ts';
import { askRefundOne, refundOne } from './refunds.ts';

export type StripeDeps = { db: Database; vault: Vault; address: StripeAddress };

/** Stripe, through each organization's own account. */
export function stripeGateway({ db, vault, address }: StripeDeps): PaymentGateway {
  const accounts = accountsOf('stripe', { db, vault });
  const lineOf = lines(address, accounts);
  return {
    name: 'stripe',
    title: { en: 'Stripe', fr: 'Stripe' },
    means: ['card', 'sepa_debit'],
    entry: 'hosted',
    connection: stripeConnection(address, accounts),
    async charge(requests) {
      if (requests.length === 0) return [];
      const { orgId, now } = requests[0]!;
      const line = await lineOf(orgId);
      if (!line) return requests.map((): ChargeOutcome => ({ state: 'not_sent' }));
      const outcomes = await Promise.all(requests.map((request) => chargeOne(line, request)));
      const isRefused = outcomes.every(({ state }) => state === 'not_sent');
      await accounts.note(orgId, isRefused ? now : null);
      return outcomes;
    },
    async ask(questions) {
      if (questions.length === 0) return [];
      const line = await lineOf(questions[0]!.orgId);
      if (!line) return questions.map((): ChargeOutcome => ({ state: 'unknown' }));
      return Promise.all(questions.map((question) => askOne(line, question)));
    },
    async giveUp(question) {
      const line = await lineOf(question.orgId);
      return line ? giveUpOne(line, question) : { state: 'unknown' };
    },
    async refund(request) {
      const line = await lineOf(request.orgId);
      return line ? refundOne(line, request) : { state: 'unknown' };
    },
    async askRefund(question) {
      const line = await lineOf(question.orgId);
      return line ? askRefundOne(line, question) : { state: 'unknown' };
    },
    hosted: stripePage(lineOf),
    events: stripeEvents(accounts),
    disputes: stripeDisputes(lineOf),
    async refundsOf(orgId, chargeReference) {
      const line = await lineOf(orgId);
      return line && refundsOf(line, chargeReference);
    },
    async list(orgId, since) {
      const line = await lineOf(orgId);
      return line && listCharges(line, orgId, since);
    },
  };
}

/** The line of an organization: its client and pace, kept as long as its key stays the same. */
function lines(address: StripeAddress, accounts: Accounts) {
  const kept = new Map<string, { key: string; line: Line }>();
  return async (orgId: string): Promise<Line | null> => {
    const values = await accounts.read(orgId);
    if (!values?.secret_key) return null;
    const key = values.secret_key;
    const known = kept.get(orgId);
    if (known?.key === key) return known.line;
    const line = { stripe: stripeClient(address, key), pace: paceOf(address.requestsPerSecond) };
    kept.set(orgId, { key, line });
    return line;
  };
}
