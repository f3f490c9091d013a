import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { actOnCases } from '../../src/actions/overdue/actOnCases.ts';
import { pauseCase } from '../../src/actions/overdue/caseActions.ts';
import { openCasesById } from '../../src/db/billing/openCases.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { cards } from './billingWorld.ts';
import { nothing, overdueMember } from './overdueWorld.ts';

const db = await testDatabase();
const write = { kind: 'write' } as const;

/** Somebody who was refused and written to on 2 March, on the evening of the 3rd. */
async function overdue(card = cards.empty) {
  const member = await overdueMember(db, card);
  const { world } = member;
  await world.until('2026-03-02');
  await world.news();
  await world.moveTo('2026-03-03', 20);
  const [row] = await world.rows<{ id: string }>('select id from overdue_case');
  return { ...member, id: row!.id };
}

const links = (world: World) =>
  world.rows<{ purpose: string }>(`select purpose from sign_in_link where purpose = 'update_card'`);

const latest = async (world: World) => {
  const [mail] = await world.rows<{ template: string; data: Record<string, unknown> }>(
    'select template, data from message order by created_at desc, id desc limit 1',
  );
  return mail!;
};

async function codeOf(world: World, id: string): Promise<string | undefined> {
  const [outcome] = await actOnCases(world.ctx, [id], write);
  return outcome?.refusal?.code;
}

describe('the mail about a case, sent again', () => {
  it('tells what is planned, with a fresh link, and counts for the 23 hours', async () => {
    const { world, id } = await overdue();
    const before = await links(world);
    const [outcome] = await actOnCases(world.ctx, [id], write);
    expect(outcome).toMatchObject({ outcome: 'done', refusal: null });
    expect(await world.news()).toMatchObject({
      events: ['overdue_written'],
      mails: ['declined_first'],
      charges: [],
    });
    expect((await latest(world)).data).toMatchObject({ failedOn: '2026-03-02' });
    expect(await links(world)).toHaveLength(before.length + 1);
    const [open] = await look(world.ctx, ({ tx }) => openCasesById(tx, [id]));
    expect(open?.lastMailAt).toBe('2026-03-03T19:00:00.000Z');
    expect(await codeOf(world, id)).toBe('overdue_written_recently');
    await world.moveTo('2026-03-04', 18);
    expect(await codeOf(world, id)).toBe('overdue_written_recently');
    await world.moveTo('2026-03-04', 19);
    expect(await codeOf(world, id)).toBeUndefined();
    await world.check();
  });

  it('promises neither a try nor an end while the case is suspended', async () => {
    const { world, id } = await overdue();
    await pauseCase(world.ctx, id);
    expect(await codeOf(world, id)).toBeUndefined();
    expect(await latest(world)).toMatchObject({
      template: 'hard_declined',
      data: { endsOn: null },
    });
    await world.check();
  });

  it('is refused without an address, where it is withheld, and before the bank answers', async () => {
    const { world, id, contactId } = await overdue();
    const set = (to: string) =>
      world.rows(`update contact set ${to} where id = $1 returning id`, [contactId]);
    await set('email_withheld = true');
    expect(await codeOf(world, id)).toBe('overdue_nobody_to_write_to');
    await set('email_withheld = false, email = null');
    expect(await codeOf(world, id)).toBe('overdue_nobody_to_write_to');
    await set(`email = 'back@example.org'`);
    await world.card(contactId, cards.late);
    await world.news();
    expect(await codeOf(world, id)).toBe('attempt_unresolved');
    expect(await world.news()).toEqual(nothing);
  });
});
