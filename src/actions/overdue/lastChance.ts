import { addLastRetries } from '../../db/billing/cases.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { addDays } from '../../domain/dates.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Scene } from '../context.ts';

const daysToReact = 2;

/**
 * After downtime the last retry may come without the warning before it: such a case gets one more,
 * two days later, and the member reads of it now (billing-rules §9: never a cancellation without an
 * attempt and a notice after recovery). Answers the cases that were given one.
 */
export async function giveLastChance(scene: Scene, cases: OpenCase[]): Promise<string[]> {
  const unwarned = cases.filter((each) => cameUnwarned(scene, each)).map(({ id }) => id);
  await addLastRetries(scene.tx, unwarned, addDays(scene.today, daysToReact));
  return unwarned;
}

/** The last retry was made after its day, and stood for others that downtime passed over. */
function cameUnwarned({ org }: Scene, { steps }: OpenCase): boolean {
  const last = steps.filter((step) => step.kind === 'retry').at(-1);
  if (!last?.doneAt || last.dueOn >= localDateIn(last.doneAt, org.timezone)) return false;
  return steps.some((step) => step.outcome === 'skipped' && step.doneAt === last.doneAt);
}
