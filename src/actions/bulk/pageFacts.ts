import type { BulkTarget } from '../../db/bulk/items.ts';
import { payingAmong } from '../../db/people/contact.ts';
import { findPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { holdingsOf } from '../../db/subscriptions/held.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import { lastTermEnds } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Scene } from '../context.ts';
import type { ApprovalFacts } from '../joining/decideApproval.ts';
import { readApprovals } from '../joining/decideApproval.ts';
import type { ReturnFacts } from '../subscriptions/decideReactivation.ts';
import { readReturns } from '../subscriptions/decideReactivation.ts';
import type { ResumeFacts } from '../subscriptions/decideResume.ts';
import { readResumes } from '../subscriptions/decideResume.ts';
import type { Prepared } from './prepare.ts';
import type { RenewalFacts } from './renewals.ts';
import { readRenewals } from './renewals.ts';

/** What is read for a page of targets at once; each act fills what its check asks for. */
export type PageFacts = {
  rows: Map<string, SubscriptionRow>;
  /** Subscriptions to the plan an act leads to, by contact. */
  held: Map<string, string[]>;
  /** End (exclusive) of the last term. */
  ends: Map<string, LocalDate>;
  plans: Map<string, PlanRecord>;
  /** Contacts who pay for others. */
  paying: Set<string>;
  returns: Map<string, ReturnFacts>;
  resumes: ResumeFacts;
  approvals: Map<string, ApprovalFacts>;
  renewals: RenewalFacts;
};

/** Reads a page of targets for the check of an act. */
export async function readPage(
  scene: Scene,
  { act, sale }: Prepared,
  targets: readonly BulkTarget[],
): Promise<PageFacts> {
  const { tx, today } = scene;
  const ids = targets.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const contacts = [...new Set(targets.map(({ contactId }) => contactId))];
  const found = await findSubscriptions(tx, today, ids);
  return {
    rows: new Map(found.map((row) => [row.id, row])),
    held: sale ? await holdingsOf(tx, contacts, sale.plan.id) : new Map<string, string[]>(),
    ends: act.act === 'extend' ? await lastTermEnds(tx, ids) : new Map<string, LocalDate>(),
    plans:
      act.act === 'undo'
        ? await findPlans(tx, [...new Set(found.map(({ planId }) => planId))])
        : new Map<string, PlanRecord>(),
    paying: act.act === 'payer' ? await payingAmong(tx, contacts) : new Set<string>(),
    returns:
      act.act === 'reactivate' ? await readReturns(scene, found) : new Map<string, ReturnFacts>(),
    resumes: await readResumes(scene, act.act === 'resume' ? found : []),
    approvals: await readApprovals(scene, act.act === 'approve' ? found : []),
    renewals: await readRenewals(scene, act.act === 'renewal' ? found : []),
  };
}
