import type { OpenPause, SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { CurrentTerm } from '../../db/subscriptions/running.ts';
import { currentTerm, endTerm } from '../../db/subscriptions/running.ts';
import { lastTermEnd, saveSubscription } from '../../db/subscriptions/save.ts';
import type { InvoiceDraft } from '../../domain/billing/draft.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { GivesBack } from '../../domain/subscriptions/pause.ts';
import { pauseGivesBack } from '../../domain/subscriptions/pause.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { unusedCredit } from '../../domain/subscriptions/unused.ts';
import type { Scene } from '../context.ts';
import { creditUnused } from './creditUnused.ts';
import { runningTerm } from './decideChange.ts';
import { factsOf } from './facts.ts';
import { setCasesAside } from './stopChasing.ts';

export type PauseEffect = {
  givesBack: GivesBack;
  term: CurrentTerm | undefined;
  /** What a pause from that day gives back, as a credit note; null when it moves the dates. */
  creditNote: InvoiceDraft | null;
};

/** What a pause from a day does with paid time, as the organization set it; writes nothing. */
export async function pauseEffect(
  scene: Scene,
  row: SubscriptionRow,
  from: LocalDate,
): Promise<PauseEffect> {
  const setting = scene.org.settings.subscriptions.pause_gives_back;
  if (setting === 'dates') return { givesBack: 'dates', term: undefined, creditNote: null };
  const term = await currentTerm(scene.tx, row.id, from);
  // What was sold once is not billed again: then the days are moved, which gives all of it back.
  const isLast = !row.once && term?.endsOn === (await lastTermEnd(scene.tx, row.id));
  const givesBack = pauseGivesBack(setting, term ? { kind: term.kind, isLast } : null);
  if (givesBack === 'dates' || !term) return { givesBack, term, creditNote: null };
  const creditNote = unusedCredit(
    factsOf(row, scene.org, scene.today),
    runningTerm(row, term),
    from,
  );
  return { givesBack, term, creditNote };
}

/**
 * Begins a pause today, also when it was to begin before (the subscription was overdue then): its
 * days count from today. One that gives the unused part back cuts the running term and credits what
 * is left of it (billing-rules §13); billing begins anew on resuming.
 */
export async function beginPause(
  scene: Scene,
  row: SubscriptionRow,
  pause: Pick<OpenPause, 'id' | 'givesBack' | 'fromOn'>,
): Promise<{ credited: number }> {
  const { tx, now, today } = scene;
  const effect = await pauseEffect(scene, row, today);
  const { term, creditNote } = effect;
  const credits = pause.givesBack === 'credit' && effect.givesBack === 'credit';
  if (row.state === 'overdue') await setCasesAside(scene, row);
  await saveSubscription(tx, { id: row.id, now }, { state: nextState('pause', row.state) });
  const becomes = credits ? 'credit' : 'dates';
  if (becomes !== pause.givesBack || pause.fromOn !== today) {
    await tx.exec(
      `update subscription_pause set gives_back = $2, from_on = $3
       where org_id = app_org() and id = $1`,
      [pause.id, becomes, today],
    );
  }
  if (!credits || !term) return { credited: 0 };
  const credited = await creditUnused(scene, { creditNote, term, reason: row.planName });
  await endTerm(tx, term.id, term.startsOn < today ? { endsOn: today } : 'void');
  return { credited };
}
