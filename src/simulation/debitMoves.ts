import { act } from '../actions/context.ts';
import { connectGateway } from '../actions/gateways/connectGateway.ts';
import { createContact } from '../actions/people/createContact.ts';
import { confirmBatch, sendBatch, withdrawBatch } from '../actions/sepa/batchActs.ts';
import { enterMandate } from '../actions/sepa/enterMandate.ts';
import { makeBatch } from '../actions/sepa/makeBatch.ts';
import { returnDebit } from '../actions/sepa/returnDebits.ts';
import { revokeMandate } from '../actions/sepa/revokeMandate.ts';
import { addMember } from '../actions/subscriptions/addMember.ts';
import type { Community } from './community.ts';
import { newMember, newPerson } from './joinMoves.ts';
import { subscriptions } from './targets.ts';

const accounts = ['DE89370400440532013000', 'FR1420041010050500013M02606'];
/** Reasons of banks by how often they are given. */
const reasons = [
  [6, 'AM04'],
  [2, 'MS03'],
  [1, 'AC04'],
  [1, 'MD01'],
  [2, 'MD06'],
] as const;

/** The community's bank takes files of debits. */
export async function signContract({ ctx }: Pick<Community, 'ctx'>): Promise<void> {
  await connectGateway(ctx, 'sepa', {
    ...{ creditor_name: 'Simulation', creditor_id: 'FR72ZZZ123456' },
    ...{ iban: 'FR7630006000011234567890189', notice_days: '2', lead_days: '2' },
  });
}

/** Somebody new who pays by mandate. */
export async function joinsByMandate(community: Community): Promise<void> {
  if (!community.debits) return;
  const { ctx } = community;
  const { id: contactId } = await createContact(ctx, newPerson(community));
  await sign(community, contactId);
  const { paymentMethod: _card, ...member } = await newMember(community, { contactId });
  await addMember(ctx, member);
}

/** A payer gives a mandate, or a new one; what is overdue goes into the next file. */
export async function signsMandate(community: Community): Promise<void> {
  if (!community.debits) return;
  const all = await subscriptions(community);
  if (all.length > 0) await sign(community, community.chance.pick(all).payerId);
}

async function sign({ ctx, chance }: Community, payerId: string): Promise<void> {
  const signedOn = await act(ctx, async ({ today }) => today);
  const iban = chance.pick(accounts);
  await enterMandate(ctx, payerId, {
    holder: 'Person',
    iban,
    consent: { kind: 'paper', signedOn },
  });
}

/** A mandate is revoked by its payer. */
export async function endsMandate({ ctx, chance }: Community): Promise<void> {
  const running = await act(ctx, ({ tx }) =>
    tx.query<{ id: string }>(
      `select id from sepa_mandate where org_id = app_org() and ended_at is null
       order by reference`,
    ),
  );
  if (running.length > 0) await revokeMandate(ctx, chance.pick(running).id);
}

/** What staff do about files on a day, and what the bank sends back until then. */
export async function bankDay(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const { made, collected, debits, waiting, today } = await act(ctx, async ({ tx, today }) => ({
    ...(await tx.one<AtBank>(atBank, [today])),
    today,
  }));
  for (const id of made) {
    if (chance.happens(0.8)) await sendBatch(ctx, id);
    else if (chance.happens(0.3)) await withdrawBatch(ctx, id);
  }
  if (waiting && chance.happens(0.6)) await makeBatch(ctx, {});
  for (const id of collected) if (chance.happens(0.05)) await confirmBatch(ctx, id);
  for (const id of debits) {
    if (!chance.happens(0.03)) continue;
    const fee = chance.pick([null, null, 350]);
    await returnDebit(ctx, id, { code: chance.weighted(reasons), on: today, fee });
  }
}

/** Files by state, debits collected in the last eight weeks, and whether others wait. */
type AtBank = { made: string[]; collected: string[]; debits: string[]; waiting: boolean };

const atBank = {
  name: 'simulation_at_bank',
  text: `select
    array(select id from sepa_batch where org_id = app_org() and state = 'made'
      order by number) as made,
    array(select id from sepa_batch where org_id = app_org() and state = 'sent'
      and collect_on <= $1 and settles_on > $1 order by number) as collected,
    array(select d.attempt_id from sepa_debit d
      join sepa_batch b on b.org_id = app_org() and b.id = d.batch_id and b.state = 'sent'
      join payment_attempt a on a.org_id = app_org() and a.id = d.attempt_id
      join invoice i on i.org_id = app_org() and i.id = a.invoice_id
      where d.org_id = app_org() and d.returned_on is null
        and b.collect_on between $1::date - 56 and $1
      order by i.year, i.serial, a.created_at) as debits,
    exists (select from sepa_debit where org_id = app_org() and batch_id is null
      and withdrawn_on is null) as waiting`,
};
