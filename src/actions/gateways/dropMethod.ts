import { recordActivity } from '../../activity/record.ts';
import { noteRefusals } from '../../db/billing/cases.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { openCasesOfPayer } from '../../db/billing/openCases.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { queueFailureMails } from '../overdue/failureMails.ts';
import { suspensionOf } from '../overdue/next.ts';

type Gone = { token: string; reason: 'method_gone' | 'mandate_revoked' };

/**
 * A method on file can no longer be charged, as its gateway says: it is off the file, and who owes
 * something is asked for another one (spec/overdue.md: mandate revoked). Others are when something
 * comes due. One that was replaced already changes nothing.
 */
export async function dropMethod(ctx: Context, gateway: string, gone: Gone): Promise<void> {
  await act(ctx, async (scene) => {
    const { tx, now } = scene;
    const seen = await tx.maybeOne<{ payerId: string }>(
      `select payer_id as "payerId" from payment_method
       where org_id = app_org() and gateway = $1 and token = $2 and replaced_at is null`,
      [gateway, gone.token],
    );
    if (!seen) return;
    const { payerId } = seen;
    await lockPayers(tx, [payerId]);
    const removed = await tx.maybeOne<{ last4: string }>(
      `update payment_method set replaced_at = $3
       where org_id = app_org() and gateway = $1 and token = $2 and replaced_at is null
       returning last4`,
      [gateway, gone.token, now],
    );
    if (!removed) return;
    const data = { last4: removed.last4, reason: gone.reason };
    await recordActivity(scene, [{ event: 'payment_method_removed', contactId: payerId, data }]);
    await askForAnother(scene, payerId, gone.reason);
    await refreshDirectory(tx, [payerId]);
  });
}

async function askForAnother(scene: Scene, payerId: string, reason: string): Promise<void> {
  const { tx } = scene;
  const owed = await openCasesOfPayer(tx, payerId);
  await noteRefusals(
    tx,
    owed.map(({ id }) => ({ id, hard: true, reason })),
  );
  const running = await openCasesOfPayer(tx, payerId);
  await queueFailureMails(
    scene,
    running.filter((each) => suspensionOf(each) === null),
  );
}
