import { recordOutcomes } from '../actions/billing/recordOutcomes.ts';
import { act } from '../actions/context.ts';
import { chargeInvoiceNow } from '../actions/payments/chargeInvoiceNow.ts';
import { voidInvoice, writeOffInvoice } from '../actions/payments/giveUpInvoice.ts';
import { listRefundable } from '../actions/payments/listRefundable.ts';
import { setPaymentMethod } from '../actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../actions/payments/recordOfflinePayment.ts';
import type { RefundWish } from '../actions/payments/refundPayment.ts';
import { refundPayment } from '../actions/payments/refundPayment.ts';
import { reverseOfflinePayment } from '../actions/payments/reverseOfflinePayment.ts';
import type { Question } from '../gateways/payment/port.ts';
import type { Community } from './community.ts';
import { anyCard, together } from './joinMoves.ts';
import { offlinePayments, openInvoices, subscriptions } from './targets.ts';

/** Another card, most often a good one; whoever is overdue is charged at once. */
export async function bringsCard(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const all = await subscriptions(community);
  const overdue = all.filter(({ state }) => state === 'overdue');
  const among = overdue.length > 0 && chance.happens(0.7) ? overdue : all;
  if (among.length === 0) return;
  const testCard = chance.happens(0.6) ? '4242424242424242' : anyCard(community);
  await setPaymentMethod(ctx, chance.pick(among).payerId, { testCard });
}

/** A transfer for an open invoice: exact, in part, or too much. */
export async function paysOffline(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const open = await openInvoices(community);
  if (open.length === 0) return;
  const { id: invoiceId, balance } = chance.pick(open);
  const amount = chance.pick([balance, balance, Math.ceil(balance / 3), balance + 700]);
  await recordOfflinePayment(ctx, {
    invoiceId,
    amount,
    means: chance.pick(['transfer', 'cheque', 'cash'] as const),
    reference: `move ${chance.whole(1, 1e9)}`,
  });
}

/** A cheque bounced. */
export async function takesBack(community: Community): Promise<void> {
  const payments = await offlinePayments(community);
  if (payments.length === 0) return;
  await reverseOfflinePayment(community.ctx, community.chance.pick(payments), 'bounced');
}

/** Money back, in whole or part, through the gateway or outside. */
export async function refunds(community: Community): Promise<void> {
  const wish = await refundWish(community);
  if (wish) await refundPayment(community.ctx, wish);
}

/** The refund button is pressed twice at the same moment. */
export async function refundsTwice(community: Community): Promise<void> {
  const wish = await refundWish(community);
  if (!wish) return;
  community.faults.tally.faults.doubleClicks += 1;
  await together([
    () => refundPayment(community.ctx, wish),
    () => refundPayment(community.ctx, wish),
  ]);
}

async function refundWish(community: Community): Promise<RefundWish | null> {
  const { ctx, chance } = community;
  const all = await subscriptions(community);
  if (all.length === 0) return null;
  const items = await listRefundable(ctx, chance.pick(all).contactId);
  const item = items.find((each) => each.amountLeft > 0);
  if (!item) return null;
  const { amountLeft, invoiceId, paymentId } = item;
  return {
    invoiceId,
    paymentId,
    amount: chance.happens(0.5) ? amountLeft : Math.ceil(amountLeft / chance.whole(2, 4)),
    reason: 'simulated',
    renewal: chance.pick(['goes_on', 'goes_on', 'stops'] as const),
    access: chance.happens(0.1) ? 'ends' : 'stays',
    way: item.allowed && chance.happens(0.8) ? 'gateway' : 'outside',
  };
}

/** The form for a new card is sent twice: what is overdue is charged once. */
export async function bringsCardTwice(community: Community): Promise<void> {
  const { ctx, chance, faults } = community;
  const all = await subscriptions(community);
  const overdue = all.filter(({ state }) => state === 'overdue');
  if (overdue.length === 0) return;
  const { payerId } = chance.pick(overdue);
  const choice = { testCard: '4242424242424242' };
  faults.tally.faults.doubleClicks += 1;
  await together([
    () => setPaymentMethod(ctx, payerId, choice),
    () => setPaymentMethod(ctx, payerId, choice),
  ]);
}

/** Staff press "charge now" twice, while the member presses "pay". */
export async function chargesTwice(community: Community): Promise<void> {
  const { ctx, chance, faults } = community;
  const open = await openInvoices(community);
  if (open.length === 0) return;
  const { id, payerId } = chance.pick(open);
  if (chance.happens(0.6)) await setPaymentMethod(ctx, payerId, { testCard: '4242424242424242' });
  faults.tally.faults.doubleClicks += 1;
  await together([
    () => chargeInvoiceNow(ctx, id),
    () => chargeInvoiceNow(ctx, id, 'member'),
    () => chargeInvoiceNow(ctx, id),
  ]);
}

/** Staff void an invoice or write it off. */
export async function givesUp(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const open = await openInvoices(community);
  if (open.length === 0) return;
  const { id } = chance.pick(open);
  if (chance.happens(0.5)) await voidInvoice(ctx, id, 'simulated');
  else await writeOffInvoice(ctx, id, 'simulated');
}

function questionAbout(orgId: string, key: string, now: string): Question {
  return { orgId, key, customer: null, reference: null, since: now, now };
}

/** The gateway tells once more, twice and at once, what became of its latest charges. */
export async function repeatsEvents(community: Community): Promise<void> {
  const { ctx, faults } = community;
  const latest = await act(ctx, ({ tx, now }) =>
    tx
      .query<{ id: string }>(
        `select id from payment_attempt where org_id = app_org() and state <> 'created'
         order by created_at desc, id desc limit 5`,
      )
      .then((rows) => rows.map(({ id }) => questionAbout(ctx.orgId, id, now))),
  );
  const outcomes = (await ctx.gateways.payment.test?.ask(latest)) ?? [];
  const results = latest.flatMap(({ key }, i) => {
    const outcome = outcomes[i];
    return outcome ? [{ attemptId: key, outcome }] : [];
  });
  faults.tally.faults.repeats += 2;
  await together([() => recordOutcomes(ctx, results), () => recordOutcomes(ctx, results)]);
}
