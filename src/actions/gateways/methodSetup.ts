import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findContact } from '../../db/people/contact.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import { NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { Charged } from '../billing/chargeInvoices.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { chargeOverdueInvoices } from '../payments/chargeOverdueInvoices.ts';
import { storeMethod } from '../payments/paymentMethod.ts';
import { offeredGateway } from './offered.ts';
import { GatewayNotOffered } from './refusals.ts';

type Wish = {
  payerId: string;
  gateway: string /** Below the portal, where they come back to. */;
  page: string;
};

/**
 * Opens the gateway's own page for a payer to enter a card or account there. Answers its address.
 * Refuses with `NotFound`, `GatewayNotOffered`, `GatewayNotConnected`, `GatewayAway`.
 */
export async function beginMethodSetup(ctx: Context, wish: Wish): Promise<{ url: string }> {
  const { payerId, gateway: name } = wish;
  const id = newId();
  const found = await look(ctx, async (scene) => {
    const gateway = await offeredGateway(scene, name);
    const contact = await findContact(scene.tx, payerId);
    if (!contact) throw new NotFound();
    const known = await scene.tx.maybeOne<{ reference: string }>(
      'select reference from gateway_customer where org_id = app_org() and gateway = $1 and payer_id = $2',
      [name, payerId],
    );
    const back = portalUrl(scene, wish.page);
    return {
      hosted: gateway.hosted,
      contact,
      customer: known?.reference ?? null,
      back,
      org: scene.org,
    };
  });
  const { hosted, contact, back } = found;
  if (!hosted) throw new GatewayNotOffered();
  const page = await hosted.begin({
    orgId: ctx.orgId,
    key: id,
    payer: {
      id: payerId,
      name: contact.display_name,
      email: contact.email,
      language: contact.language ?? found.org.language,
    },
    customer: found.customer,
    returnUrl: `${back}?setup={reference}`,
    cancelUrl: back,
  });
  await act(ctx, async ({ tx, now }) => {
    await tx.exec(
      `insert into gateway_customer (org_id, gateway, payer_id, reference, created_at)
       values (app_org(), $1, $2, $3, $4) on conflict (org_id, gateway, payer_id) do nothing`,
      [name, payerId, page.customer, now],
    );
    await tx.exec(
      `insert into method_setup (org_id, id, gateway, payer_id, reference, created_at)
       values (app_org(), $1, $2, $3, $4, $5)`,
      [id, name, payerId, page.reference, now],
    );
  });
  return { url: page.url };
}

type Setup = { id: string; gateway: string; payerId: string; finishedAt: string | null };

/**
 * Takes what a payer entered on the gateway's page as their payment method, once, and charges what
 * is overdue to it. Null when the page is not known or nothing was entered there. `payerId`: only
 * for a page opened for them.
 */
export async function finishMethodSetup(
  ctx: Context,
  reference: string,
  payerId: string | null = null,
): Promise<Charged[] | null> {
  const setup = await look(ctx, ({ tx }) =>
    tx.maybeOne<Setup>(
      `select id, gateway, payer_id as "payerId", finished_at as "finishedAt" from method_setup
       where org_id = app_org() and reference = $1 and ($2::uuid is null or payer_id = $2)`,
      [reference, payerId],
    ),
  );
  if (!setup) return null;
  if (setup.finishedAt) return [];
  const details = await gatewayOf(ctx, setup.gateway).hosted?.finish(ctx.orgId, reference);
  if (!details) return null;
  const isFirst = await act(ctx, async (scene) => {
    const { tx, now } = scene;
    await lockContacts(tx, [setup.payerId]);
    const mine = await tx.exec(
      `update method_setup set finished_at = $2
       where org_id = app_org() and id = $1 and finished_at is null`,
      [setup.id, now],
    );
    if (mine === 0) return false;
    const method = await storeMethod(scene, setup.payerId, { gateway: setup.gateway, details });
    await tx.exec(
      'update method_setup set payment_method_id = $2 where org_id = app_org() and id = $1',
      [setup.id, method.id],
    );
    await refreshDirectory(tx, [setup.payerId]);
    return true;
  });
  return isFirst ? chargeOverdueInvoices(ctx, setup.payerId) : [];
}
