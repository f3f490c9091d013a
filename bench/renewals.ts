/** Members who are all asked about their next term on one day: notices, boards, invoices ahead. */

import type { Context } from '../src/actions/context.ts';
import { act, look } from '../src/actions/context.ts';
import { boardView } from '../src/actions/renewals/boards.ts';
import { runRenewals } from '../src/actions/renewals/runRenewals.ts';
import { countRenewals, listRenewals } from '../src/db/renewals/read.ts';
import type { Database } from '../src/db/transaction.ts';
import { contextOf } from '../src/simulation/crash/day.ts';
import { seedDue } from '../src/simulation/crash/dueMembers.ts';
import type { Result } from './report.ts';
import { noGoal, result } from './report.ts';

const day = '2026-03-02';
const asked = '2026-02-12';

/** Times the day on which `members` are sent their notices, and what staff then open. */
export async function measureRenewals(db: Database, members: number): Promise<Result[]> {
  const ctx = await seeded(db, members, 'notice');
  const sent = await timed(() => runRenewals(ctx));
  if (sent.value.sent !== members) throw new Error(`sent ${sent.value.sent} of ${members}`);
  const again = await timed(() => runRenewals(ctx));
  const boards = await timed(() => openBoards(ctx));
  const ahead = await seeded(db, members, 'invoice');
  const issued = await timed(() => runRenewals(ahead));
  if (issued.value.issued !== members) throw new Error(`issued ${issued.value.issued}`);
  const what = `renewals, ${members} on one day:`;
  return [
    result({ name: `${what} notices`, unit: '/s', goal: noGoal }, members / sent.seconds),
    result({ name: `${what} the same day again`, unit: 's', goal: noGoal }, again.seconds),
    result({ name: `${what} boards with counts`, unit: 's', goal: noGoal }, boards.seconds),
    result({ name: `${what} invoices ahead`, unit: '/s', goal: noGoal }, members / issued.seconds),
  ];
}

/** An organization whose members' terms end on `day`; today is `asked`. */
async function seeded(db: Database, members: number, policy: 'notice' | 'invoice') {
  const { orgId } = await seedDue(db, members, { day });
  const ctx = contextOf(db, orgId);
  await act(ctx, async ({ tx }) => {
    await tx.exec('update organization set clock_at = $1 where id = app_org()', [
      `${asked}T08:00:00Z`,
    ]);
    await tx.exec('update plan set renewal_policy = $1, renewal_lead_days = 20', [policy]);
    await tx.exec(`update subscription set auto_renews = null, collection = 'invoice'`);
    await tx.exec(
      `insert into term (org_id, id, subscription_id, plan_version_id, starts_on, ends_on, kind,
         status, amount, currency, created_at)
       select org_id, uuid_v7(), id, plan_version_id, $1::date - 28, $1, 'granted', 'active', 0,
         'EUR', now() from subscription`,
      [day],
    );
  });
  await db.pool.query('analyze');
  return ctx;
}

function openBoards(ctx: Context) {
  return look(ctx, async (scene) => {
    const view = boardView(scene);
    const page = { board: 'all', planId: null, offset: 0, limit: 50 } as const;
    await listRenewals(scene.tx, view, page);
    return countRenewals(scene.tx, view, null);
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begin = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begin) / 1000 };
}
