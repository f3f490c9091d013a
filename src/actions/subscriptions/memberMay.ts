import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { daysBetween } from '../../domain/dates.ts';
import { atField } from '../../domain/fields.ts';
import type { MemberAct } from '../../domain/subscriptions/memberRules.ts';
import {
  MemberMayNot,
  memberRulesOf,
  PauseTooLong,
} from '../../domain/subscriptions/memberRules.ts';
import type { Scene } from '../context.ts';

/**
 * Members do by themselves what the organization, or the plan, lets them; staff and programs do
 * everything. Refuses with `MemberMayNot`.
 */
export function checkMember(scene: Scene, row: SubscriptionRow, act: MemberAct): void {
  if (scene.actor.kind !== 'member') return;
  const { members_may: usual } = scene.org.settings.subscriptions;
  const rules = memberRulesOf(usual, row.planMemberRules);
  if (!rules[act]) throw new MemberMayNot({ organization: scene.org.name });
}

/** Members take back what they cancelled themselves, here or before they were imported. */
export function checkMemberUndo(scene: Scene, row: SubscriptionRow): void {
  if (scene.actor.kind !== 'member') return;
  const cause = row.cancellation?.cause;
  if (cause === 'member' || cause === 'import') return;
  throw new MemberMayNot({ organization: scene.org.name });
}

/** A pause members take themselves has an end, within what the organization allows. */
export function checkMemberPause(
  scene: Scene,
  pause: { from: LocalDate; until: LocalDate | null },
): void {
  if (scene.actor.kind !== 'member') return;
  const days = scene.org.settings.subscriptions.pause_max_days;
  if (pause.until !== null && daysBetween(pause.from, pause.until) <= days) return;
  throw atField(PauseTooLong, '/until_on', { days });
}
