import { runBillingDay } from '../../actions/billing/runBillingDay.ts';
import { advanceClock } from '../../actions/clock/advanceClock.ts';
import { sendDueMessages } from '../../actions/messages/sendDueMessages.ts';
import type { Program } from '../../actions/program.ts';
import { runWork } from '../../actions/work/work.ts';
import { localDate } from '../../domain/dates.ts';
import type { JobPayload } from '../definitions.ts';
import { contextOfWork, systemContext } from './context.ts';

/** An organization's billing day, asked for by the calendar. */
export async function billingDay(
  program: Program,
  { orgId }: JobPayload<'billing_day'>,
): Promise<void> {
  await runBillingDay(systemContext(program, orgId));
}

/** The same, asked for by staff, who watch its progress. */
export async function billingRun(
  program: Program,
  payload: JobPayload<'billing_run'>,
): Promise<void> {
  const ctx = await contextOfWork(program, payload);
  await runWork(ctx, payload.workId, (progress) => runBillingDay(ctx, { progress }));
}

/** Moves a sandbox's clock day by day; what happened each day is the work's result. */
export async function advanceClockJob(
  program: Program,
  payload: JobPayload<'advance_clock'>,
): Promise<void> {
  const ctx = await contextOfWork(program, payload);
  await runWork(ctx, payload.workId, async (progress) => {
    const until = localDate(payload.until);
    const days = await advanceClock({ ...ctx, mail: program.mail }, { until, progress });
    await sendDueMessages({ ...ctx, mail: program.mail });
    return { days };
  });
}
