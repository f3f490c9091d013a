import { openInvoicesOf } from '../../db/billing/owedOf.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findContact } from '../../db/people/contact.ts';
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
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { queueMessage } from '../messages/queueMessages.ts';
import type { Target } from './change.ts';
import { changing, recordChange, wholeOf } from './change.ts';
import { ContactBlocked } from './refusals.ts';

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
  return changing(ctx, target, async (scene, row) => {
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
  });
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
  if (!isRunning(row.state)) throw new SubscriptionNotInState({ state: row.state });
  if (payerId === row.payerId) throw atField(NothingChanges, '/payer_id');
  const payer = await findContact(tx, payerId);
  if (!payer) throw atField(NotFound, '/payer_id');
  if (payer.blocked_at) throw new ContactBlocked({ name: payer.display_name });
  const isOther = payerId !== row.contactId;
  if (isOther && (payer.payer_id !== null || (await paysElsewhere(scene, row)))) {
    throw atField(PayerChain, '/payer_id');
  }
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
  };
}

/** Who pays for others cannot be paid for: chains are refused (spec/people.md). */
async function paysElsewhere({ tx }: Scene, row: SubscriptionRow): Promise<boolean> {
  const found = await tx.one<{ pays: boolean }>(
    `select exists (select from contact where payer_id = $1 and id <> $1)
       or exists (select from subscription where payer_id = $1 and contact_id <> $1
         and state not in ('cancelled', 'expired')) as pays`,
    [row.contactId],
  );
  return found.pays;
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

async function tellPayers(
  scene: Scene,
  what: { row: SubscriptionRow; change: PayerChange; cause: string },
): Promise<void> {
  const { row, change, cause } = what;
  const { tx, org } = scene;
  const price = { amount: wholeOf(row), currency: row.currency };
  for (const { id } of [change.payer, change.before]) {
    const contact = await findContact(tx, id);
    if (!contact) continue;
    await queueMessage(scene, {
      template: 'payer_changed',
      cause,
      contactId: id,
      toEmail: contact.email,
      language: contact.language ?? org.language,
      data: {
        memberName: row.contactName,
        planName: row.planName,
        pays: id === change.payer.id,
        price,
        nextChargeOn: change.nextBillingOn,
        openInvoices: change.openInvoices,
        accountUrl: portalUrl(scene),
      },
    });
  }
}
