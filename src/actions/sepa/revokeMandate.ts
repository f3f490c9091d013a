import { recordActivity } from '../../activity/record.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { noteWithdrawn, waitingUnder } from '../../db/payments/debits.ts';
import { endMandates, findMandate } from '../../db/payments/mandates.ts';
import { NotFound } from '../../domain/errors.ts';
import { applyOutcomes } from '../billing/recordOutcomes.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { lockContract } from './contract.ts';
import { MandateEnded, MandateInFile } from './refusals.ts';

/**
 * A payer withdrew their mandate: nothing is debited under it any more, debits that waited for a
 * file are refused, and the payer is asked for another way of paying. What is at the bank already
 * takes its course. Refuses with `NotFound`, `MandateEnded`, `MandateInFile`.
 */
export function revokeMandate(ctx: Context, id: string): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx, now, today, actor } = scene;
    await lockContract(scene);
    const mandate = await findMandate(tx, id);
    if (!mandate) throw new NotFound();
    if (mandate.endReason !== null) throw new MandateEnded();
    if (mandate.inFile > 0) throw new MandateInFile();
    await lockPayers(tx, [mandate.payerId]);
    await endMandates(tx, [id], { reason: 'revoked', actor, now });
    const waiting = await waitingUnder(tx, id);
    await noteWithdrawn(tx, waiting, today);
    const outcome = { state: 'declined', kind: 'hard', reason: 'mandate_revoked' } as const;
    await applyOutcomes(
      scene,
      waiting.map((attemptId) => ({ attemptId, outcome })),
    );
    const { payerId, reference } = mandate;
    await refreshDirectory(tx, [payerId]);
    const data = { reference, reason: 'revoked' };
    await recordActivity(scene, [{ event: 'mandate_ended', contactId: payerId, data }]);
  });
}
