import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../src/domain/dates.ts';
import { matchColumns } from '../../../src/domain/imports/columns.ts';
import type { KnownPlan } from '../../../src/domain/imports/membership.ts';
import { profiles } from '../../../src/domain/imports/profiles/index.ts';
import { planRow } from '../../../src/domain/imports/record.ts';

const gold: KnownPlan = {
  ...{ id: 'gold', name: 'Formule Or', kind: 'recurring', archived: false },
  prices: [
    { id: 'm', amount: 1000, currency: 'EUR', interval: { unit: 'month', count: 1 } },
    { id: 'y', amount: 10_000, currency: 'EUR', interval: { unit: 'year', count: 1 } },
  ],
};

/** One row read on 22 November 2026; `cells` by header. */
function read(cells: Record<string, string>, key = 'template', createMissing = false) {
  const headers = Object.keys(cells);
  const profile = profiles[key]!;
  const sample = [Object.values(cells)];
  const mapping = matchColumns({ headers, profile, ownFields: [], sample });
  const dates = { order: mapping.dateOrder, serials: false, utc: profile.utc } as const;
  const record = planRow(
    { number: 2, cells: Object.values(cells) },
    {
      rules: { dates: { ...dates, timezone: 'Europe/Paris' }, mapping, currency: 'EUR' },
      profile,
      plans: { byName: new Map([['formule or', gold]]), custom: null, createMissing },
      today: '2026-11-22' as LocalDate,
    },
  );
  return { ...record, codes: record.problems.map((problem) => problem.code) };
}

const row = {
  Nom: 'Zoé',
  Forfait: 'Formule Or',
  Début: '31/01/2024',
  'Prochaine facture': '01/12/2026',
};

describe('a row of the template', () => {
  it('takes price and rhythm from the plan, and keeps a start in the past', () => {
    const { membership, codes } = read(row);
    expect(codes).toEqual([]);
    expect(membership).toMatchObject({
      ...{ priceId: 'm', amount: 1000, startsOn: '2024-01-31', nextOn: '2026-12-01' },
      ...{ anchorDay: 1, grantedUntil: '2026-12-01', state: 'active' },
    });
    expect(read({ ...row, Périodicité: 'annuel' }).membership).toMatchObject({
      ...{ priceId: 'y', amount: 10_000 },
    });
    expect(read({ ...row, Montant: '7,50' }).membership).toMatchObject({
      ...{ priceId: null, amount: 750, interval: { unit: 'month', count: 1 } },
    });
  });

  it('remembers the 31st behind a clamped date', () => {
    expect(read({ ...row, 'Prochaine facture': '30/11/2026' }).membership).toMatchObject({
      ...{ nextOn: '2026-11-30', anchorDay: 31 },
    });
  });

  it('moves a next invoice that is over to the next of its rhythm, saying so', () => {
    const { membership, codes } = read({ ...row, 'Prochaine facture': '15/09/2026' });
    expect(codes).toEqual(['next_moved']);
    expect(membership?.nextOn).toBe('2026-12-15');
    expect(read({ ...row, 'Prochaine facture': '22/11/2026' }).codes).toEqual([]);
  });

  it.each([
    [{ Nom: '' }, ['required']],
    [{ Forfait: 'Formule Ord' }, ['unknown_plan_suggestion']],
    [{ Forfait: 'Bureau' }, ['unknown_plan']],
    [{ Forfait: 'FORMULE  or' }, []],
    [{ Début: '' }, ['required']],
    [{ Début: 'hier' }, ['not_a_date']],
    [{ 'Prochaine facture': '01/12/2023' }, ['next_before_start']],
    [{ 'Prochaine facture': '' }, ['required']],
    [{ 'E-mail': 'nobody' }, ['not_an_email']],
    [{ Montant: '1.250' }, ['amount_ambiguous']],
  ])('with %o says %o', (change, codes) => {
    expect(read({ ...row, ...change }).codes).toEqual(codes);
  });

  it('keeps text that looks like a formula as text', () => {
    expect(read({ ...row, Nom: '=HYPERLINK("x")' }).name).toBe('=HYPERLINK("x")');
  });

  it('schedules a start that lies ahead', () => {
    expect(read({ ...row, Début: '01/12/2026' }).membership).toMatchObject({
      ...{ state: 'scheduled', grantedUntil: null },
    });
  });
});

const patron = {
  ...{
    Name: 'Léa',
    Email: 'lea@example.org',
    'Patron Status': 'Active patron',
    'Free Member': 'No',
  },
  ...{ 'Lifetime Amount': '60.00', 'Pledge Amount': '5.00', 'Charge Frequency': 'monthly' },
  ...{ Tier: 'Formule Or', 'Patronage Since Date': '2025-03-10 09:00:00.123456' },
  ...{ 'Last Charge Date': '2026-11-10 08:00:00', 'Last Charge Status': 'Paid', 'User ID': '900' },
  ...{ Currency: 'EUR', 'Access Expiration': '', 'Next Charge Date': '2026-12-01 08:00:00' },
};

describe('a patron', () => {
  it('who is active keeps tier, amount, next charge and what was paid before', () => {
    expect(read(patron, 'patreon')).toMatchObject({
      ...{ externalId: 'patreon:900', lifetime: 6000, lastChargeOutcome: 'paid', follower: false },
      lastChargeAt: '2026-11-10T08:00:00Z',
      membership: { amount: 500, startsOn: '2025-03-10', nextOn: '2026-12-01', state: 'active' },
    });
  });

  it('who is billed yearly and names no date is next charged a year after the last time', () => {
    const yearly = { 'Charge Frequency': 'annual', 'Next Charge Date': '' };
    expect(read({ ...patron, ...yearly }, 'patreon').membership).toMatchObject({
      ...{ nextOn: '2027-11-10', interval: { unit: 'year', count: 1 } },
    });
  });

  it('who was declined has access until that day only', () => {
    const declined = {
      ...{ 'Patron Status': 'Declined patron', 'Last Charge Status': 'Declined' },
      'Next Charge Date': '',
    };
    expect(read({ ...patron, ...declined }, 'patreon').membership).toMatchObject({
      ...{ grantedUntil: '2026-11-10', nextOn: '2026-12-10', state: 'active' },
    });
  });

  it('who left arrives as ended; money given back ends access at once', () => {
    const former = { 'Patron Status': 'Former patron', 'Next Charge Date': '' };
    expect(read({ ...patron, ...former }, 'patreon').membership).toMatchObject({
      ...{ state: 'cancelled', endsOn: '2026-11-22', nextOn: null },
    });
    const fraud = { ...former, 'Last Charge Status': 'Fraud' };
    const ended = read({ ...patron, ...fraud }, 'patreon');
    expect(ended.membership?.endsOn).toBe('2026-11-10');
    expect(ended.lastChargeOutcome).toBe('fraud');
    const later = { ...former, 'Access Expiration': '2026-12-10 08:00:00' };
    expect(read({ ...patron, ...later }, 'patreon').membership).toMatchObject({
      ...{ state: 'active', endsOn: '2026-12-10' },
    });
  });

  it('who follows for free has no membership, and a withheld e-mail', () => {
    const free = {
      ...{
        'Patron Status': '',
        'Free Member': 'Yes',
        Email: '',
        Tier: '',
        'Pledge Amount': '0.00',
      },
      ...{ 'Charge Frequency': '', 'Next Charge Date': '' },
    };
    expect(read({ ...patron, ...free }, 'patreon')).toMatchObject({
      ...{ follower: true, emailWithheld: true, membership: null, codes: [] },
    });
  });

  it('without a tier pays an amount of their own', () => {
    expect(read({ ...patron, Tier: '' }, 'patreon', true).membership).toMatchObject({
      ...{ planKey: '*', planKind: 'custom', amount: 500 },
    });
    expect(read({ ...patron, Tier: '' }, 'patreon').codes).toEqual(['unknown_plan']);
  });
});
