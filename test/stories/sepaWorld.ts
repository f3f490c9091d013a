/** An organization with a bank contract, over the API, on a clock that the story moves. */

import { expect } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import type { Context } from '../../src/actions/context.ts';
import { act, look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import { batchFile, sendBatch } from '../../src/actions/sepa/batchActs.ts';
import { enterMandate } from '../../src/actions/sepa/enterMandate.ts';
import { importReturns } from '../../src/actions/sepa/importReturns.ts';
import { makeBatch } from '../../src/actions/sepa/makeBatch.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { standingClock } from '../../src/clock.ts';
import { checkDirectory } from '../../src/db/directory/rebuild.ts';
import type { Database } from '../../src/db/transaction.ts';
import { addDays, localDate as d } from '../../src/domain/dates.ts';
import { instantAt } from '../../src/domain/zones.ts';
import { contextFor } from '../../src/http/route.ts';
import { newId } from '../../src/ids.ts';
import { testServer } from '../support/server.ts';

export const ibans = {
  creditor: 'FR76 3000 6000 0112 3456 7890 189',
  payer: 'DE89 3704 0044 0532 0130 00',
  other: 'FR14 2004 1010 0505 0001 3M02 606',
  wrong: 'FR76 3000 6000 0112 3456 7890 188',
};

/** Opens it on `day` at eight o'clock in Paris; two days of notice, two bank days of lead. */
export async function sepaWorld(db: Database, day: string, values: Record<string, string> = {}) {
  const at = (on: string) => instantAt(d(on), 8, 'Europe/Paris');
  const clock = standingClock(at(day));
  const server = await testServer(db, clock);
  const { id, slug, owner } = await server.organization(`Régie ${newId().slice(-6)}`);
  const connected = await owner.ask({
    method: 'PUT',
    url: `/api/v1/organizations/${slug}/gateways/sepa`,
    payload: {
      values: {
        ...{ creditor_name: 'Régie & Fils', creditor_id: 'FR72 ZZZ 123456' },
        ...{ iban: ibans.creditor, notice_days: '2', lead_days: '2', ...values },
      },
    },
  });
  expect(connected.statusCode, connected.body).toBe(200);
  const ctx = contextFor(server.program, id, { kind: 'staff', id: newId(), name: 'Zoé' });
  const rows = <T extends Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    act(ctx, ({ tx }) => tx.query<T>(sql, params));
  let today = d(day);
  const live = async (until: string) => {
    while (today < d(until)) {
      today = addDays(today, 1);
      clock.set(at(today));
      await runBillingDay(ctx);
    }
  };
  const plan = await makePlan(ctx);
  return {
    ...{ ctx, server, owner, slug, rows, until: live },
    join: (more: { iban?: string; signedOn?: string; name?: string } = {}) =>
      join(ctx, plan, { day: today, ...more }),
    attempts: () =>
      rows('select state, reason, decline_kind as kind, amount from payment_attempt order by id'),
    invoices: () => rows('select status, balance from invoice order by number'),
    cases: () => rows('select state, last_reason as reason from overdue_case order by opened_at'),
    mails: async () =>
      (await rows<{ what: string }>('select template as what from message order by id')).map(
        ({ what }) => what,
      ),
    make: (collectOn?: string) =>
      makeBatch(ctx, collectOn ? { collectOn: d(collectOn) } : {}).then(({ id: batch }) => batch),
    /** Makes the file, says it went to the bank, and answers its debits' names. */
    send: async () => {
      const { id: batch } = await makeBatch(ctx, {});
      await sendBatch(ctx, batch);
      const named = await rows<{ name: string }>(
        'select end_to_end as name from sepa_debit where batch_id = $1 order by attempt_id',
        [batch],
      );
      return { batch, names: named.map(({ name }) => name) };
    },
    file: async (batch: string) => (await batchFile(ctx, batch)).text,
    bankSays: (text: string) =>
      importReturns(ctx, { name: 'bank.xml', bytes: new TextEncoder().encode(text) }),
    check: () => check(ctx),
  };
}

async function makePlan(ctx: Context): Promise<string> {
  const price = { amount: 3000, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 };
  return (await createPlan(ctx, { name: 'Desk', kind: 'recurring', prices: [price] })).id;
}

let people = 0;

type Joining = { day: string; iban?: string; signedOn?: string; name?: string };

/** Somebody with a mandate, whose first month is due today and waits for a file. */
async function join(ctx: Context, planId: string, { day, iban, signedOn, name }: Joining) {
  people += 1;
  const holder = name ?? `Ana ${people}`;
  const contact = { display_name: holder, email: `ana${people}@example.org` };
  const { id: contactId } = await createContact(ctx, contact);
  const { mandate } = await enterMandate(ctx, contactId, {
    holder,
    iban: iban ?? ibans.payer,
    consent: { kind: 'paper', signedOn: d(signedOn ?? day) },
  });
  const member = await addMember(ctx, { planId, who: { contactId }, firstBillingOn: d(day) });
  return { ...member, mandate };
}

/** Everything that must hold after any story. */
async function check(ctx: Context): Promise<void> {
  const results = await runDoctor(ctx);
  expect(results.filter((each) => !each.ok)).toEqual([]);
  expect(await look(ctx, ({ tx }) => checkDirectory(tx))).toEqual([]);
}
