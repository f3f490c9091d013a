import { gatewayAccounts } from '../../db/payments/gatewayAccounts.ts';
import { atField } from '../../domain/fields.ts';
import { offeredGateways } from '../../domain/organizations/settings.ts';
import type { PaymentGateway } from '../../gateways/payment/port.ts';
import { GatewayNotConnected } from '../../gateways/payment/refusals.ts';
import type { Context, Scene } from '../context.ts';
import { GatewayNotOffered, UnknownGateway } from './refusals.ts';

/** The gateways payers of the organization may choose now, in the order they are offered. */
export async function offeredNow(scene: Scene): Promise<PaymentGateway[]> {
  const { org, tx, ctx } = scene;
  const accounts = new Set((await gatewayAccounts(tx)).map(({ gateway }) => gateway));
  return offeredGateways(org).flatMap((name) => {
    const gateway = ctx.gateways.payment[name];
    return gateway && (!gateway.connection || accounts.has(name)) ? [gateway] : [];
  });
}

/** The gateway of this name when payers may choose it. Refuses with `GatewayNotOffered`. */
export async function offeredGateway(scene: Scene, name: string): Promise<PaymentGateway> {
  const gateway = (await offeredNow(scene)).find((each) => each.name === name);
  if (!gateway) throw new GatewayNotOffered();
  return gateway;
}

/** Refuses with `UnknownGateway` or `GatewayNotConnected` what cannot be offered. */
export async function checkOffer({ tx, ctx }: Scene, names: readonly string[]): Promise<void> {
  const accounts = new Set((await gatewayAccounts(tx)).map(({ gateway }) => gateway));
  const pointer = '/settings/payments/gateways';
  for (const name of names) {
    const gateway = ctx.gateways.payment[name];
    if (!gateway) throw atField(UnknownGateway, pointer, { name });
    if (gateway.connection && !accounts.has(name)) {
      throw atField(GatewayNotConnected, pointer, { gateway: gateway.title.en });
    }
  }
}

/** Refuses with `UnknownGateway` values that are kept by the name of no gateway. */
export function checkNames(ctx: Context, byName: Record<string, unknown>, pointer: string): void {
  const name = Object.keys(byName).find((each) => !Object.hasOwn(ctx.gateways.payment, each));
  if (name !== undefined) throw atField(UnknownGateway, `${pointer}/${name}`, { name });
}
