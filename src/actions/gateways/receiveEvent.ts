import { storeEvent } from '../../db/payments/gatewayEvents.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Message } from '../../gateways/payment/news.ts';
import { newId } from '../../ids.ts';
import { enqueue } from '../../jobs/definitions.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

/**
 * Takes in what a gateway tells by itself: believed by its signature, stored once by its own name,
 * worked on by a job afterwards (billing-rules §8). Refuses with `NotFound`, `EventNotBelieved`.
 */
export async function receiveEvent(
  ctx: Context,
  name: string,
  message: Omit<Message, 'now'>,
): Promise<void> {
  const { events } = ctx.gateways.payment[name] ?? {};
  if (!events?.receive) throw new NotFound();
  const event = await events.receive(ctx.orgId, { ...message, now: ctx.clock.now() });
  await act(ctx, async ({ tx, now }) => {
    const { id: eventId, kind, payload } = event;
    await storeEvent(tx, { id: newId(), gateway: name, eventId, kind, payload, now });
    const job = { orgId: ctx.orgId };
    await enqueue(tx, { name: 'gateway_events', payload: job, key: `gateway_events:${ctx.orgId}` });
  });
}
