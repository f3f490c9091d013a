import { recordActivity } from '../../activity/record.ts';
import type { GatewayAccount } from '../../db/payments/gatewayAccounts.ts';
import {
  deleteAccount,
  lockSealed,
  payersByGateway,
  saveAccount,
} from '../../db/payments/gatewayAccounts.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import type { Settings } from '../../domain/organizations/settings.ts';
import type { Connection, GatewayField, PaymentGateway } from '../../gateways/payment/port.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { GatewayInUse, SandboxUsesTest } from './refusals.ts';

type Values = Record<string, string>;
/** What staff send: a text replaces a value, null or an empty text takes it away. */
type Given = Record<string, string | null>;
type Connectable = PaymentGateway & { connection: Connection };

/**
 * Connects the organization's own account at a gateway, after trying the values with a call; what
 * is left out stays as it was, what is sent empty is taken away. The first connection also offers
 * it, in place of test cards. Refuses
 * with `NotFound`, `SandboxUsesTest`, `InvalidInput`, `GatewayRefusesKeys`, `GatewayAway`.
 */
export async function connectGateway(ctx: Context, name: string, given: Given): Promise<void> {
  const gateway = connectable(ctx, name);
  const { connection } = gateway;
  const known = await look(ctx, async ({ tx, org }) => {
    if (org.sandbox) throw new SandboxUsesTest();
    return tx.maybeOne<{ sealed: string }>(
      'select sealed from gateway_account where org_id = app_org() and gateway = $1',
      [name],
    );
  });
  const earlier = known ? connection.open(ctx.orgId, known.sealed) : null;
  const values = merged(connection.fields, earlier ?? {}, given);
  const facts = await connection.check(values);
  await act(ctx, async (scene) => {
    const { tx, now, actor } = scene;
    const isFirst = (await lockSealed(tx, name)) === null;
    await saveAccount(tx, {
      gateway: name,
      sealed: connection.seal(ctx.orgId, values),
      shown: shownOf(connection.fields, values),
      accountId: facts.id,
      accountName: facts.name,
      live: facts.live,
      actor,
      now,
    });
    if (isFirst) await offer(scene, name);
    await recordActivity(scene, [{ event: 'settings_changed', data: { gateway: name } }]);
  });
}

/**
 * Forgets how the organization reached a gateway, and stops offering it. Refuses with `NotFound`,
 * and with `GatewayInUse` while somebody still pays by it.
 */
export function disconnectGateway(ctx: Context, name: string): Promise<void> {
  connectable(ctx, name);
  return act(ctx, async (scene) => {
    if ((await lockSealed(scene.tx, name)) === null) throw new NotFound();
    const count = (await payersByGateway(scene.tx)).get(name) ?? 0;
    if (count > 0) throw new GatewayInUse({ count });
    await deleteAccount(scene.tx, name);
    const { gateways } = scene.org.settings.payments;
    await saveOffered(
      scene,
      gateways.filter((each) => each !== name),
    );
    await recordActivity(scene, [{ event: 'settings_changed', data: { gateway_removed: name } }]);
  });
}

function connectable(ctx: Context, name: string): Connectable {
  const gateway = ctx.gateways.payment[name];
  if (!gateway?.connection) throw new NotFound();
  return gateway as Connectable;
}

/** What was given over what is known; every required value must be there. */
function merged(fields: readonly GatewayField[], earlier: Values, given: Given): Values {
  const values = { ...earlier };
  for (const { key } of fields) {
    if (given[key] === undefined) continue;
    const value = given[key]?.trim();
    if (value) values[key] = value;
    else delete values[key];
  }
  const unknown = Object.keys(given).filter((key) => !fields.some((field) => field.key === key));
  const missing = fields.filter(({ key, required }) => required && !values[key]);
  const odd = fields.filter(({ key, choices }) => {
    const value = values[key];
    return value !== undefined && choices?.every((choice) => choice.value !== value);
  });
  const problems = [
    ...odd.map(({ key }) => problem(key, 'not_a_choice', 'Not one of them.', 'Choix inconnu.')),
    ...unknown.map((key) => problem(key, 'unknown_key', 'Not asked for.', 'Pas demandé.')),
    ...missing.map(({ key }) => problem(key, 'missing', 'Please fill it in.', 'À remplir.')),
  ];
  if (problems.length > 0) throw new InvalidInput({}, problems);
  return values;
}

function problem(key: string, code: string, en: string, fr: string): FieldProblem {
  return { pointer: `/values/${key}`, code, message: { en, fr } };
}

/** Secret values are only ever shown by their end. */
function shownOf(fields: readonly GatewayField[], values: Values): GatewayAccount['shown'] {
  return Object.fromEntries(
    fields
      .filter(({ key }) => values[key])
      .map(({ key, secret }) => [
        key,
        secret ? `…${values[key]!.replace(/\s/g, '').slice(-4)}` : values[key]!,
      ]),
  );
}

async function offer(scene: Scene, name: string): Promise<void> {
  const { gateways } = scene.org.settings.payments;
  await saveOffered(scene, [...gateways.filter((each) => each !== 'test' && each !== name), name]);
}

async function saveOffered({ tx, org }: Scene, gateways: string[]): Promise<void> {
  const settings: Settings = { ...org.settings, payments: { ...org.settings.payments, gateways } };
  await tx.exec(
    'update organization set settings = $1, version = version + 1 where id = app_org()',
    [JSON.stringify(settings)],
  );
}
