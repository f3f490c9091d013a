import { act } from '../context.ts';
import { acceptRenewal, askForChange } from '../renewals/answerRenewal.ts';
import { approveRenewal } from '../renewals/approveRenewal.ts';
import { refuseRenewal } from '../renewals/closeRenewal.ts';
import { setRenewalRule } from '../renewals/editRenewal.ts';
import type { Runner } from './luck.ts';
import { attempt } from './luck.ts';
import { cancelReasons, renewalWishes } from './texts.ts';
import type { World } from './world.ts';

/** Somebody who pays by the year wants to be asked before the next one. */
export function wantsToBeAsked({ ctx }: World, { id }: Runner): Promise<void> {
  return setRenewalRule(ctx, { id }, { automatic: false, intervention: null });
}

type Asked = { id: string; contactId: string; state: string };

/** Some of those who were asked answer: most say yes, a few want something else, or leave. */
export async function renewalsAnswered(world: World): Promise<void> {
  const { ctx, chance, org } = world;
  const asked = await act(ctx, ({ tx }) =>
    tx.query<Asked>(
      `select r.id, s.contact_id as "contactId", r.state from renewal r
       join subscription s on s.org_id = app_org() and s.id = r.subscription_id
       join contact c on c.org_id = app_org() and c.id = s.contact_id
       where r.org_id = app_org() and r.state in ('sent', 'change_requested')
       order by c.email, r.ends_on`,
    ),
  );
  for (const { id, contactId, state } of asked) {
    if (!chance.happens(0.05)) continue;
    const member = { ...ctx, actor: { kind: 'member' as const, id: contactId, name: 'Member' } };
    const reason = chance.pick(cancelReasons[org.language]);
    const comment = chance.pick(renewalWishes[org.language]);
    const answer = chance.weighted([
      [12, () => acceptRenewal(member, id)],
      [3, () => askForChange(member, id, { comment })],
      [1, () => refuseRenewal(ctx, id, { reason, comment: '' })],
    ] as const);
    await attempt(state === 'sent' ? answer : () => approveRenewal(ctx, id));
  }
}
