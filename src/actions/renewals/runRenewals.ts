import { recordActivity } from '../../activity/record.ts';
import { anyRenewals, insertDueRenewals, lapseRenewals } from '../../db/renewals/due.ts';
import { daysSeenAhead } from '../../domain/renewals/schedule.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import type { Progress } from '../work/work.ts';
import { renewAhead } from './renewAhead.ts';
import { remindSome, sendSome } from './sendDue.ts';

const batchSize = 500;

export type RenewalRun = { made: number; sent: number; reminded: number; issued: number };

/**
 * What a day asks of renewals (renewals.md): those that come into sight are made, notices and
 * reminders sent, invoices of the coming term issued where the plan sends them ahead, and what was
 * never answered closed. Run twice it changes nothing; stopped anywhere, the next run goes on.
 * `progress` counts what is written to members, and may throw to stop between two commits.
 */
export async function runRenewals(ctx: Context, progress?: Progress): Promise<RenewalRun> {
  const run: RenewalRun = { made: 0, sent: 0, reminded: 0, issued: 0 };
  if (!(await look(ctx, ({ tx }) => anyRenewals(tx)))) return run;
  const tell = async () => progress?.(run.sent + run.reminded + run.issued, null);
  /** Until nothing is left; what somebody else holds at the moment is not waited for. */
  const each = async (key: 'made' | 'sent' | 'issued', step: (scene: Scene) => Promise<number>) => {
    for (let done = 1; done > 0; ) {
      done = await act(ctx, step);
      run[key] += done;
      await tell();
    }
  };
  await each('made', makeSome);
  await each('sent', sendSome);
  for (let after: string | null = firstId; after !== null; ) {
    const from: string = after;
    const page = await act(ctx, (scene) => remindSome(scene, from));
    run.reminded += page.reminded;
    after = page.last;
    await tell();
  }
  await each('issued', (scene) => renewAhead(scene, batchSize));
  while ((await act(ctx, lapseSome)) > 0) await tell();
  return run;
}

const firstId = '00000000-0000-0000-0000-000000000000';

async function makeSome(scene: Scene): Promise<number> {
  const { tx, today, now } = scene;
  const about = { today, now, seenAhead: daysSeenAhead, limit: batchSize };
  const made = await insertDueRenewals(tx, about);
  await recordActivity(
    scene,
    made.flatMap(({ contactId, subscriptionId, reason }) => {
      if (reason === null) return [];
      return [
        { event: 'renewal_intervention' as const, contactId, subscriptionId, data: { reason } },
      ];
    }),
  );
  return made.length;
}

async function lapseSome(scene: Scene): Promise<number> {
  const { tx, today, org } = scene;
  const days = org.settings.renewals.lapse_days;
  const lapsed = await lapseRenewals(tx, { today, days, limit: batchSize });
  await recordActivity(
    scene,
    lapsed.map((each) => ({ event: 'renewal_lapsed' as const, ...each })),
  );
  return lapsed.length;
}
