import { openInvoicesOf } from '../../db/billing/owedOf.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { findContact, payingAmong } from '../../db/people/contact.ts';
import { writeChange } from '../../db/subscriptions/changes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription, lockContacts } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { PayerChain } from '../../domain/members/contact.ts';
import { NothingChanges } from '../../domain/subscriptions/planChange.ts';
import { isRunning, SubscriptionNotInState } from '../../domain/subscriptions/transitions.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { ContactBlocked } from './refusals.ts';
import { tellPayers } from './tellPayers.ts';

export type PayerChange = {
  payer: { id: string; name: string };
  before: { id: string; name: string };
  /** How the coming invoices are paid: by the new payer's method, or by invoice without one. */
  collection: 'automatic' | 'invoice';
  nextBillingOn: LocalDate | null;
  /** Invoices already sent stay with the payer before; minor units. */
  openInvoices: number;
  openBalance: number;
  currency: string;
  /** The new payer owes the tax themselves: their invoices bear none. */
  reverseCharge: boolean;
};

/**
 * From now on another contact is invoiced for a subscription; invoices that are open stay with
 * whoever got them. Both payers are told. Refuses with `SubscriptionNotInState`, `NotFound`,
 * `PayerChain`, `ContactBlocked`, `NothingChanges`, `StaleEdit`.
 */
export async function changePayer(
  ctx: Context,
  target: Target,
  payerId: string,
): Promise<PayerChange> {
  return changing(ctx, target, (scene, row) => changePayerIn(scene, row, payerId));
}

/** The same on a locked subscription in an open transaction. */
export async function changePayerIn(
  scene: Scene,
  row: SubscriptionRow,
  payerId: string,
): Promise<PayerChange> {
  await lockContacts(scene.tx, [payerId]);
  const change = await decidePayer(scene, row, payerId);
  const id = await writeChange(scene.tx, payerRow(scene, row));
  await saveSubscription(
    scene.tx,
    { id: row.id, now: scene.now },
    { payerId, collection: change.collection, paymentMethodId: null },
  );
  await recordChange(scene, row, {
    event: 'subscription_payer_changed',
    data: { from: change.before.name, to: change.payer.name },
  });
  await tellPayers(scene, { row, change, cause: `payer:${id}` });
  await refreshDirectory(scene.tx, [payerId]);
  return change;
}

/** What another payer would mean; writes nothing. Refuses like `changePayer`. */
export async function previewPayer(
  ctx: Context,
  id: string,
  payerId: string,
): Promise<PayerChange> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    return decidePayer(scene, row, payerId);
  });
}

async function decidePayer(
  scene: Scene,
  row: SubscriptionRow,
  payerId: string,
): Promise<PayerChange> {
  const { tx } = scene;
  const payer = await payerFor(scene, payerId);
  refusePayer(row, payer, (await payingAmong(tx, [row.contactId])).has(row.contactId));
  const facts = await tx.one<{ invoices: number; balance: number; method: boolean }>(
    `select count(*)::int as invoices, coalesce(sum(balance), 0)::bigint as balance,
       exists (select from payment_method where org_id = app_org() and payer_id = $2
         and replaced_at is null) as method
     from ${openInvoicesOf('$1')} i where balance > 0`,
    [row.id, payerId],
  );
  return {
    payer: { id: payerId, name: payer.display_name },
    before: { id: row.payerId, name: row.payerName },
    collection: facts.method ? 'automatic' : 'invoice',
    nextBillingOn: row.nextBillingOn,
    openInvoices: facts.invoices,
    openBalance: facts.balance,
    currency: row.currency,
    reverseCharge: payer.reverse_charge,
  };
}

/** Who is to pay; refuses with `NotFound`, `ContactBlocked`. */
export async function payerFor({ tx }: Scene, payerId: string): Promise<ContactRow> {
  const payer = await findContact(tx, payerId);
  if (!payer) throw atField(NotFound, '/payer_id');
  if (payer.blocked_at) throw new ContactBlocked({ name: payer.display_name });
  return payer;
}

/**
 * Refuses a payer whom the subscription cannot have: who pays for others cannot be paid for,
 * chains are refused (spec/people.md).
 */
export function refusePayer(row: SubscriptionRow, payer: ContactRow, paysForOthers: boolean): void {
  if (!isRunning(row.state)) throw new SubscriptionNotInState({ state: row.state });
  if (payer.id === row.payerId) throw atField(NothingChanges, '/payer_id');
  const isOther = payer.id !== row.contactId;
  if (isOther && (payer.payer_id !== null || paysForOthers)) throw atField(PayerChain, '/payer_id');
}

/** The dated row: everything stays but who pays, which `before` remembers. */
function payerRow(scene: Scene, row: SubscriptionRow) {
  const { planId, planVersionId, planName, priceId, amount, quantity, addons } = row;
  const { intervalUnit, intervalCount, anchorOn, anchorDay, nextBillingOn } = row;
  const what = { planId, planVersionId, priceId, amount, quantity, addons };
  const same = { ...what, intervalUnit, intervalCount };
  const { firstPeriod, once, endsOn } = row;
  const cycle = { firstPeriod, once, endsOn };
  const dates = { ...cycle, anchorOn, anchorDay, nextBillingOn, term: null, moved: null };
  return {
    ...same,
    subscriptionId: row.id,
    kind: 'payer' as const,
    before: { ...same, ...dates, planName, payerId: row.payerId },
    effectiveOn: scene.today,
    actor: scene.actor,
    now: scene.now,
    applied: 'now' as const,
  };
}
