import * as z from 'zod';
import { connectGateway, disconnectGateway } from '../../../actions/gateways/connectGateway.ts';
import type { ListedGateway } from '../../../actions/gateways/listGateways.ts';
import { gatewayWords, listGateways } from '../../../actions/gateways/listGateways.ts';
import type { Language } from '../../../domain/errors.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';

const path = z.strictObject({ org: z.string().max(200), key: z.string().max(30) });

const gateway = z.object({
  name: z.string(),
  title: z.string(),
  means: z.array(z.enum(['card', 'sepa_debit'])),
  entry: z.enum(['test_card', 'hosted', 'form']),
  offered: z.boolean(),
  payers: z.number(),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      help: z.string(),
      secret: z.boolean(),
      required: z.boolean(),
      /** What may be entered, the first when nothing is; null: any text. */
      choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
      /** The value, or the end of a secret one. */
      shown: z.string().nullable(),
    }),
  ),
  account: z
    .object({
      id: z.string(),
      name: z.string(),
      live: z.boolean(),
      connected_at: z.string(),
      /** Since when it refuses the keys; null: it does not. */
      refused_at: z.string().nullable(),
    })
    .nullable(),
  events_url: z.string().nullable(),
});

function present(listed: ListedGateway, language: Language): z.output<typeof gateway> {
  const { gateway: each, account } = listed;
  return {
    name: each.name,
    title: each.title[language],
    means: [...each.means],
    entry: each.entry,
    offered: listed.isOffered,
    payers: listed.payers,
    fields: (each.connection?.fields ?? []).map(
      ({ key, label, help, secret, required, choices }) => ({
        key,
        label: gatewayWords(label, language),
        help: gatewayWords(help, language),
        secret,
        required,
        choices:
          choices?.map((choice) => ({
            value: choice.value,
            label: gatewayWords(choice.label, language),
          })) ?? null,
        shown: account?.shown[key] ?? null,
      }),
    ),
    account: account && {
      id: account.accountId,
      name: account.accountName,
      live: account.live,
      connected_at: account.connectedAt,
      refused_at: account.refusedAt,
    },
    events_url: listed.eventsUrl,
  };
}

async function presentOne(
  call: Pick<Call<unknown, unknown, unknown>, 'ctx' | 'language'>,
  name: string,
) {
  const listed = (await listGateways(call.ctx)).find((each) => each.gateway.name === name);
  if (!listed) throw new NotFound();
  return present(listed, call.language);
}

export const gatewayRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/gateways',
    summary: 'Ways of paying, which are offered, and the accounts behind them',
    tag: 'Payments',
    needs: 'settings.read',
    rate: 'read',
    answer: z.object({ items: z.array(gateway) }),
    handle: async (call) => ({
      items: (await listGateways(call.ctx)).map((each) => present(each, call.language)),
    }),
  }),
  defineRoute({
    method: 'PUT',
    url: '/organizations/:org/gateways/:key',
    summary:
      'Connect your own account; its values are tried by a call, what is left out stays, null takes a value away',
    tag: 'Payments',
    needs: 'settings.write',
    rate: 'heavy',
    params: path,
    body: z.strictObject({ values: z.record(z.string().max(40), z.string().max(400).nullable()) }),
    answer: gateway,
    handle: async (call) => {
      await connectGateway(call.ctx, call.params.key, call.body.values);
      return presentOne(call, call.params.key);
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/gateways/:key',
    summary: 'Disconnect an account nobody pays by any more',
    tag: 'Payments',
    needs: 'settings.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => disconnectGateway(call.ctx, call.params.key),
  }),
];
