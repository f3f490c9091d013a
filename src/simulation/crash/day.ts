import type { CrashPoint } from '../../actions/billing/crashPoint.ts';
import { onCrashPoint } from '../../actions/billing/crashPoint.ts';
import { runBillingDay } from '../../actions/billing/runBillingDay.ts';
import type { Context } from '../../actions/context.ts';
import { act } from '../../actions/context.ts';
import { systemClock } from '../../clock.ts';
import type { Database } from '../../db/transaction.ts';
import { testGateway } from '../../gateways/payment/test/gateway.ts';

/** The context of a seeded organization, which has a clock of its own. */
export function contextOf(db: Database, orgId: string): Context {
  return {
    db,
    orgId,
    actor: { kind: 'system' },
    clock: systemClock,
    gateways: { payment: { test: testGateway(db) } },
    baseUrl: 'http://localhost',
  };
}

/** What a process that may be killed is to do. */
export type Run = {
  url: string;
  orgId: string;
  /** Instant that the organization's clock is set to first. */
  at: string;
  /** Where it is killed: at the nth passing of a point. */
  kill: { point: CrashPoint; nth: number } | null;
};

/** Lives a billing day at its instant; `die` is called where the run is to be killed. */
export async function liveDay(ctx: Context, run: Run, die: () => void): Promise<void> {
  await act(ctx, ({ tx }) =>
    tx.exec('update organization set clock_at = $1 where id = app_org()', [run.at]),
  );
  let passed = 0;
  onCrashPoint(ctx, (point) => {
    if (point !== run.kill?.point) return;
    passed += 1;
    if (passed === run.kill.nth) die();
  });
  await runBillingDay(ctx);
}
