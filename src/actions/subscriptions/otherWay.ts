import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { CurrentTerm } from '../../db/subscriptions/running.ts';
import { termsFrom } from '../../db/subscriptions/running.ts';
import { addDays } from '../../domain/dates.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import type { ChangeDecision } from '../../domain/subscriptions/planChange.ts';
import type { Scene } from '../context.ts';
import type { Sale } from './planForSale.ts';
import { ChangeAfterEnd, FreeTimeFirst, KindsDiffer, SoldOnce } from './refusals.ts';

/**
 * Refuses a change between plans where it would make a wrong bill: what was sold once has no next
 * period (`SoldOnce`), and a pack of uses is bought beside a subscription (`KindsDiffer`). From
 * period to season, from season to period and to what is sold once, a new cycle begins.
 */
export function refuseOtherWay(row: SubscriptionRow, sale: Pick<Sale, 'plan'>): void {
  if (row.once) throw new SoldOnce();
  if (sale.plan.kind === 'pack') throw new KindsDiffer();
}

/**
 * Refuses what a decided change cannot keep: an end that comes before it (`ChangeAfterEnd`), and
 * free days still to come where everybody's dates, or a single sale, leave no place for them.
 */
export async function refuseLost(
  { tx }: Scene,
  row: SubscriptionRow,
  change: { decision: ChangeDecision; to: ChangeTo; term: CurrentTerm | undefined },
): Promise<void> {
  const { decision, to, term } = change;
  const isOnce = to.sale.kind === 'once';
  const isLate = decision.applies === 'later' && row.endsOn && decision.effectiveOn >= row.endsOn;
  if (row.endsOn && (isLate || isOnce)) throw new ChangeAfterEnd({ date: row.endsOn });
  if (decision.terms.length === 0 || !term || to.sale.kind === 'periods') return;
  const last = (await termsFrom(tx, row.id, term.endsOn)).at(-1);
  if (last) throw new FreeTimeFirst({ date: addDays(last.endsOn, -1) });
}
