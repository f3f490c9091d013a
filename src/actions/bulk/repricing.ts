import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Queryable } from '../../db/transaction.ts';
import { ChangeWaits, OwnAmount } from '../../domain/bulk.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { ChangeDecision } from '../../domain/subscriptions/planChange.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { isAllowed } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import type { ChangeWish } from '../subscriptions/decideChange.ts';
import { changeToOf, factsOf } from '../subscriptions/facts.ts';
import { ChangeAfterEnd } from '../subscriptions/refusals.ts';

/** Another price of a plan for those who have the present one; amounts per unit and interval. */
export type Repricing = {
  /** Null while it is only previewed. */
  id: string | null;
  planId: string;
  planName: string;
  /** The price that was replaced on sale; the new one again where none was. */
  fromPriceId: string;
  toPriceId: string | null;
  /** The prices whose people follow, by their ids: what each costs. */
  before: Record<string, number>;
  amount: number;
  currency: string;
  scope: 'new_members' | 'next_period' | 'now';
  prorate: boolean;
  noticeDays: number;
};

/** A change of price that was decided. Refuses with `NotFound`. */
export async function loadRepricing(tx: Queryable, id: string): Promise<Repricing> {
  const row = await tx.maybeOne<Repricing>(
    `select x.id, x.plan_id as "planId", p.name as "planName", x.from_price_id as "fromPriceId",
       x.to_price_id as "toPriceId", b.amount, b.currency, x.scope,
       x.prorate, x.notice_days as "noticeDays",
       (select jsonb_object_agg(a.id, a.amount) from price a where a.org_id = x.org_id
          and coalesce(w.wish -> 'act' -> 'price_ids', jsonb_build_array(x.from_price_id))
            ? a.id::text) as before
     from price_change x
     join plan p on p.org_id = x.org_id and p.id = x.plan_id
     join price b on b.org_id = x.org_id and b.id = x.to_price_id
     left join bulk w on w.org_id = x.org_id and w.price_change_id = x.id
     where x.org_id = app_org() and x.id = $1 and x.undone_at is null`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

/** What a change of price asks of one subscription. */
export function repricedWish(scene: Scene, repricing: Repricing, row: SubscriptionRow): ChangeWish {
  const { toPriceId, fromPriceId, amount, scope, prorate, noticeDays } = repricing;
  const repriced = { priceId: toPriceId ?? fromPriceId, amount };
  // One that is paused or unpaid is not billed in the middle of it: it follows at its next period.
  const atOnce = scope === 'now' && isAllowed('change_plan', row.state);
  if (atOnce) return { repriced, when: 'now', prorate };
  return { repriced, when: 'period_end', notBefore: addDays(scene.today, noticeDays) };
}

/**
 * What a change of price does to one subscription, and from when; whoever has an amount of their
 * own, ends before, or is about to change anyway is left out (`OwnAmount`, `ChangeAfterEnd`,
 * `ChangeWaits`). Who waits for a price that this one follows on goes on to it, and never gets the
 * one between; but who has its amount today already waits on.
 */
export function judgeRepricing(
  scene: Scene,
  repricing: Repricing,
  row: SubscriptionRow,
): { effectiveOn: LocalDate; decision: ChangeDecision } {
  const overtakes = waitsForOneOf(row, repricing);
  if (!overtakes && row.amount !== repricing.before[row.priceId ?? '']) throw new OwnAmount();
  if (row.pendingChange && (!overtakes || row.amount === repricing.amount)) throw new ChangeWaits();
  const wish = repricedWish(scene, repricing, row);
  const decision = planChange({
    facts: factsOf(row, scene.org, scene.today),
    term: null,
    to: changeToOf({ ...row, amount: repricing.amount }),
    timing: wish.when === 'now' ? 'now_free' : 'next_period',
    today: scene.today,
    notBefore: wish.notBefore,
  });
  if (row.endsOn && decision.effectiveOn >= row.endsOn) {
    throw new ChangeAfterEnd({ date: row.endsOn });
  }
  return { effectiveOn: decision.effectiveOn, decision };
}

function waitsForOneOf({ pendingChange, planId }: SubscriptionRow, { before }: Repricing): boolean {
  if (!pendingChange?.priceChangeId || pendingChange.planId !== planId) return false;
  return pendingChange.priceId !== null && pendingChange.priceId in before;
}
