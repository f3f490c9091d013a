import { dropPlans } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { cutTerms, saveSubscription } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { EndCause } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { closeRenewal } from '../renewals/closeRenewal.ts';

/**
 * Writes that a subscription is over from `endsOn`: nothing more is billed, terms are cut there,
 * and planned pauses and changes are dropped. The transition was asked of the table before.
 */
export async function endNow(
  scene: Scene,
  row: SubscriptionRow,
  end: { endsOn: LocalDate; endCause: EndCause },
): Promise<void> {
  if (row.renewal) await closeRenewal(scene, row);
  await cutTerms(scene.tx, row.id, end.endsOn);
  await dropPlans(scene.tx, row.id, scene);
  await saveSubscription(
    scene.tx,
    { id: row.id, now: scene.now },
    { state: 'cancelled', ...end, nextBillingOn: null, billingHeld: false },
  );
}
