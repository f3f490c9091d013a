import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findContact } from '../../db/people/contact.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { MethodDetails } from '../../gateways/payment/port.ts';
import { testCards, testMethod } from '../../gateways/payment/test/cards.ts';
import { newId } from '../../ids.ts';
import type { Charged } from '../billing/chargeInvoices.ts';

import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { offeredGateway } from '../gateways/offered.ts';
import { chargeOverdueInvoices } from './chargeOverdueInvoices.ts';
import { UnknownCard } from './refusals.ts';

/**
 * A card of the built-in test gateway by its number, or what another gateway made of what the payer
 * entered on its own page or form.
 */
export type MethodChoice = { testCard: string } | { gateway: string; details: MethodDetails };

export type StoredMethod = MethodDetails & { id: string };

/**
 * Sets how a contact pays. Whatever is open and overdue is charged to it at once, because that is
 * what it was asked for (spec/overdue.md). Refuses with `NotFound` or `UnknownCard`.
 */
export async function setPaymentMethod(
  ctx: Context,
  contactId: string,
  choice: MethodChoice,
): Promise<{ method: StoredMethod; charged: Charged[] }> {
  const method = await act(ctx, async (scene) => {
    if (!(await findContact(scene.tx, contactId))) throw new NotFound();
    await lockContacts(scene.tx, [contactId]);
    const stored = await storeMethod(scene, contactId, choice);
    await refreshDirectory(scene.tx, [contactId]);
    return stored;
  });
  const charged = await chargeOverdueInvoices(ctx, contactId);
  return { method, charged };
}

/** Replaces the payment method of a payer, whose row is locked, in an open transaction. */
export async function storeMethod(
  scene: Scene,
  payerId: string,
  choice: MethodChoice,
): Promise<StoredMethod> {
  const { tx, now } = scene;
  const id = newId();
  const { gateway, details: method } =
    'testCard' in choice ? await testCard(scene, choice, id) : choice;
  await tx.exec(
    `update payment_method set replaced_at = $2
     where org_id = app_org() and payer_id = $1 and replaced_at is null`,
    [payerId, now],
  );
  await tx.exec(
    `insert into payment_method (org_id, id, payer_id, gateway, kind, token, customer,
       brand, last4, exp_month, exp_year, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      payerId,
      gateway,
      method.kind,
      method.token,
      method.customer,
      method.brand,
      method.last4,
      method.expMonth,
      method.expYear,
      now,
    ],
  );
  const data = { brand: method.brand, last4: method.last4 };
  await recordActivity(scene, [{ event: 'payment_method_changed', contactId: payerId, data }]);
  return { ...method, id };
}

async function testCard(scene: Scene, choice: { testCard: string }, id: string) {
  await offeredGateway(scene, 'test');
  const number = choice.testCard.replace(/\D/g, '');
  if (!testCards.some((card) => card.number === number)) throw atField(UnknownCard, '/test_card');
  return { gateway: 'test', details: testMethod(number, id) };
}
