import { findAttempts } from '../../db/billing/attempts.ts';
import type { WaitingEvent } from '../../db/payments/gatewayEvents.ts';
import {
  chargeByName,
  finishEvents,
  postponeEvent,
  waitingEvents,
} from '../../db/payments/gatewayEvents.ts';
import { isId } from '../../domain/ids.ts';
import { minutesAfter, minutesBetween } from '../../domain/instants.ts';
import type { GatewayNews } from '../../gateways/payment/news.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { applyDispute } from '../disputes/applyDispute.ts';
import { applyFraud } from '../disputes/applyFraud.ts';
import { applyCharges } from './applyCharges.ts';
import { applyRefunds } from './applyRefunds.ts';
import { dropMethod } from './dropMethod.ts';
import { finishMethodSetup } from './methodSetup.ts';
import { updateMethod } from './updateMethod.ts';

const batchSize = 200;
const day = 24 * 60;
/** An event about nothing we ever come to know is somebody else's. */
const patienceMinutes = 7 * day;

type Read = { event: WaitingEvent; news: GatewayNews };

/**
 * Works on stored events. Whatever their order and however often they come, the end is the same:
 * charges only ever move forward, refunds are set to what the gateway lists, and an event about
 * something unknown yet waits (billing-rules §8). Answers how many are done.
 */
export async function processEvents(ctx: Context): Promise<number> {
  const seen = new Set<string>();
  let done = 0;
  for (;;) {
    const batch = await look(ctx, ({ tx, now }) => waitingEvents(tx, { now, limit: batchSize }));
    const fresh = batch.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return done;
    for (const { id } of fresh) seen.add(id);
    const read = fresh.map((event): Read => {
      const { events } = gatewayOf(ctx, event.gateway);
      return { event, news: events?.read(ctx.orgId, event.payload) ?? { about: 'nothing' } };
    });
    done += await handle(ctx, read);
  }
}

async function handle(ctx: Context, read: Read[]): Promise<number> {
  const charges = read.filter(({ news }) => news.about === 'charge');
  const known = await knownCharges(ctx, charges);
  await applyCharges(
    ctx,
    charges.filter((each) => known.has(each)).map(({ event, news }) => ({ ...event, news })),
  );
  const finished: string[] = [];
  for (const each of read) {
    const isDone = each.news.about === 'charge' ? known.has(each) : await apply(ctx, each);
    if (isDone || isTooOld(each.event, ctx)) finished.push(each.event.id);
    else await postpone(ctx, each.event);
  }
  await act(ctx, ({ tx, now }) => finishEvents(tx, finished, now));
  return finished.length;
}

/** Events about charges that our books hold. */
async function knownCharges(ctx: Context, charges: Read[]): Promise<Set<Read>> {
  const keys = charges.flatMap(({ news }) => (news.about === 'charge' ? [news.key] : []));
  const found = await look(ctx, ({ tx }) => findAttempts(tx, keys.filter(isId)));
  const ids = new Set(found.map(({ id }) => id));
  return new Set(charges.filter(({ news }) => news.about === 'charge' && ids.has(news.key)));
}

/** Applies one event; false when what it is about is not known, or could not be asked about. */
async function apply(ctx: Context, { event, news }: Read): Promise<boolean> {
  const { gateway } = event;
  switch (news.about) {
    case 'refunds': {
      const attempt = await look(ctx, ({ tx }) => chargeByName(tx, gateway, news));
      return attempt?.paymentId ? applyRefunds(ctx, gateway, attempt) : false;
    }
    case 'dispute':
      return applyDispute(ctx, gateway, news.dispute);
    case 'fraud':
      return applyFraud(ctx, gateway, news);
    case 'setup':
      return (await finishMethodSetup(ctx, news.reference)) !== null;
    case 'method':
      await updateMethod(ctx, gateway, news);
      return true;
    case 'method_gone':
      await dropMethod(ctx, gateway, news);
      return true;
    default:
      return true;
  }
}

function isTooOld(event: WaitingEvent, ctx: Context): boolean {
  return minutesBetween(event.receivedAt, ctx.clock.now()) > patienceMinutes;
}

async function postpone(ctx: Context, event: WaitingEvent): Promise<void> {
  const minutes = Math.min(2 ** Math.min(event.tries, 12), day);
  await act(ctx, ({ tx, now }) => postponeEvent(tx, event.id, minutesAfter(now, minutes)));
}
