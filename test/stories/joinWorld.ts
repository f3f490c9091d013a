/** A club that looks at who asks to join, with a form of its own. */
import type { Context } from '../../src/actions/context.ts';
import { act } from '../../src/actions/context.ts';
import { joinByMember } from '../../src/actions/joining/joinByMember.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import type { Database } from '../../src/db/connection.ts';
import type { JoinForm } from '../../src/domain/subscriptions/joinForm.ts';
import { lifeWorld } from './lifeWorld.ts';

export const form: JoinForm = {
  intro: 'Tell us who you are.',
  questions: [
    { key: 'phone', required: true },
    { key: 'address', required: false },
    { key: 'own:trade', required: true },
  ],
  message: 'optional',
};
export const answers = {
  phone: '+33 6 12 34 56 78',
  address: { line1: '1 rue Basse', postal_code: '44000', city: 'Nantes' },
  'own:trade': 'carpenter',
};

/** A club of 31 € a month, billed on the 1st, that looks at who asks; today is 11 October. */
export async function openClub(db: Database, plan: Partial<NewPlan> = {}) {
  const life = await lifeWorld(db, '2026-10-11');
  await act(life.ctx, ({ tx, now }) =>
    tx.exec(
      `insert into field (org_id, id, key, label_en, label_fr, type, choices, visibility, position,
         created_at)
       values (app_org(), gen_random_uuid(), 'trade', 'Trade', 'Métier', 'text', '{}', 'staff', 1,
         $1)`,
      [now],
    ),
  );
  const sold = { name: 'Club', amount: 3100, approvalNeeded: true, joinForm: form, ...plan };
  const { id: planId } = await life.plan(sold);
  const contact = (name: string) =>
    createContact(life.ctx, { display_name: name, email: `${name.toLowerCase()}@example.org` });
  const { id: contactId } = await contact('Ana');
  const member = memberOf(life.ctx, contactId);
  const wish = { contactId, planId, answers, message: '' };
  return { life, planId, contactId, member, contact, wish };
}

export const memberOf = (ctx: Context, id: string): Context => ({
  ...ctx,
  actor: { kind: 'member', id, name: 'Ana' },
});

export type Club = Awaited<ReturnType<typeof openClub>>;

export const asked = async (of: Club) => (await joinByMember(of.member, of.wish)).subscriptionId;

export const mails = ({ life }: Club) =>
  life.rows<{ template: string }>('select template from message order by created_at, id');

export const statusOf = async ({ life, contactId }: Club) => {
  const [row] = await life.rows<{ pending_approval: boolean; joined_on: string | null }>(
    'select pending_approval, joined_on, running, ended_on from directory where contact_id = $1',
    [contactId],
  );
  return row;
};
