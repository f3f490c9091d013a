/** Who may open a page, at the edges: each day, state and permission, with its reason in words. */
import { describe, expect, it } from 'vitest';
import type { AccessFacts } from '../../src/domain/access.ts';
import { addDays } from '../../src/domain/dates.ts';
import { pageReason } from '../../src/domain/pageReasons.ts';
import type { PageRule, Reader } from '../../src/domain/pages.ts';
import { pageAccess, pagePathPattern } from '../../src/domain/pages.ts';
import { d } from './builders.ts';

const today = d('2026-10-15');

const facts: AccessFacts = {
  state: 'active',
  startsOn: d('2026-10-01'),
  trialEndsOn: null,
  endsOn: null,
  endCause: null,
  pause: null,
  nextBillingOn: d('2026-11-01'),
  terms: [{ start: d('2026-10-01'), end: d('2026-11-01'), status: 'active' }],
  overdue: null,
  pauseKeepsAccess: false,
};

const rule: PageRule = {
  published: true,
  audience: 'plans',
  planIds: ['gold'],
  opensOverdue: false,
  opensPaused: false,
  afterDays: 0,
};

const held = (changes: Partial<AccessFacts> = {}, planId = 'gold') => {
  return {
    planId,
    planName: planId === 'gold' ? 'Gold' : 'Silver',
    facts: { ...facts, ...changes },
  };
};

const holding = (...plans: Reader['held']): Reader => {
  return { blocked: false, joinedOn: d('2026-10-01'), held: plans };
};

const ask = (page: Partial<PageRule>, reader: Reader | null, day = today) => {
  const decision = pageAccess({ ...rule, ...page }, reader, day);
  return [decision.open, decision.code, decision.params];
};

const code = (...asked: Parameters<typeof ask>) => ask(...asked)[1];

describe('a page', () => {
  it('is for everybody, for members, or for some plans', () => {
    expect(code({ audience: 'everyone' }, null)).toBe('open_to_all');
    expect(code({ audience: 'everyone', published: false }, null)).toBe('not_published');
    expect(code({}, null)).toBe('not_signed_in');
    expect(ask({}, holding(held()))).toEqual([true, 'plan_opens', { plan: 'Gold' }]);
    expect(code({}, holding(held({}, 'silver')))).toBe('no_plan');
    expect(code({ audience: 'members' }, holding(held({}, 'silver')))).toBe('plan_opens');
    expect(code({ audience: 'members' }, holding())).toBe('no_membership');
    expect(code({ planIds: [] }, holding(held()))).toBe('no_plan');
    expect(code({}, { ...holding(held()), blocked: true })).toBe('blocked');
    expect(code({ audience: 'everyone' }, { ...holding(), blocked: true })).toBe('open_to_all');
  });

  it('opens on the day joined plus its days, not the day before', () => {
    const page = { afterDays: 14 };
    expect(ask(page, holding(held()), d('2026-10-14'))).toEqual([
      false,
      'opens_on',
      { on: '2026-10-15', days: 14 },
    ]);
    expect(code(page, holding(held()), d('2026-10-15'))).toBe('plan_opens');
    expect(code({ afterDays: 0 }, holding(held()), d('2026-10-01'))).toBe('plan_opens');
  });

  it('follows the access while overdue: open in the days of grace, then closed', () => {
    const kept = {
      firstFailedOn: d('2026-10-12'),
      access: { kind: 'keep_days', days: 3 },
    } as const;
    const late = holding(held({ state: 'overdue', overdue: kept }));
    expect(ask({}, late, d('2026-10-14'))).toEqual([
      true,
      'overdue_kept',
      { plan: 'Gold', until: '2026-10-15' },
    ]);
    expect(ask({}, late)).toEqual([
      false,
      'overdue_after_days',
      { plan: 'Gold', since: '2026-10-12', days: 3 },
    ]);
    const suspended = { ...kept, access: { kind: 'suspend' } } as const;
    const locked = holding(held({ state: 'overdue', overdue: suspended }));
    expect(code({}, locked, d('2026-10-12'))).toBe('overdue_at_once');
    expect(code({ opensOverdue: true }, locked)).toBe('overdue_let');
    expect(code({ opensPaused: true }, locked)).toBe('overdue_at_once');
    const always = { ...kept, access: { kind: 'keep_until_cancelled' } } as const;
    expect(code({}, holding(held({ state: 'overdue', overdue: always })))).toBe('plan_opens');
    const blocked = { ...locked, blocked: true };
    expect(code({ opensOverdue: true }, blocked)).toBe('blocked');
  });

  it('is closed in a pause, unless the pause or the page keeps it open', () => {
    const pause = { from: d('2026-10-10'), until: null };
    expect(ask({}, holding(held({ pause })))).toEqual([false, 'paused', { plan: 'Gold' }]);
    expect(code({ opensPaused: true }, holding(held({ pause })))).toBe('paused_let');
    expect(code({ opensOverdue: true }, holding(held({ pause })))).toBe('paused');
    expect(code({}, holding(held({ pause, pauseKeepsAccess: true })))).toBe('plan_opens');
  });

  it('stays open to who cancelled until the paid time is over', () => {
    const ending = held({ endsOn: d('2026-10-20'), endCause: 'cancelled' });
    expect(code({}, holding(ending), d('2026-10-19'))).toBe('plan_opens');
    expect(
      ask({ opensOverdue: true, opensPaused: true }, holding(ending), d('2026-10-20')),
    ).toEqual([false, 'ended_on', { plan: 'Gold', on: '2026-10-20' }]);
    const gone = held({ state: 'cancelled', endCause: 'revoked' });
    expect(code({}, holding(gone))).toBe('ended');
  });

  it('waits for a start and an approval', () => {
    const later = held({ state: 'scheduled', startsOn: d('2026-11-01'), terms: [] });
    expect(ask({}, holding(later))).toEqual([
      false,
      'starts_on',
      { plan: 'Gold', on: '2026-11-01' },
    ]);
    const waiting = held({ state: 'pending_approval', terms: [] });
    expect(code({ audience: 'members' }, holding(waiting))).toBe('awaiting_approval');
    expect(code({}, holding(held({ terms: [] })))).toBe('unpaid');
  });

  it('takes the best of several plans, and says the most useful of several reasons', () => {
    const pause = { from: d('2026-10-10'), until: null };
    const both = { planIds: ['gold', 'silver'] };
    expect(code(both, holding(held({ pause }), held({}, 'silver')))).toBe('plan_opens');
    const ended = held({ state: 'cancelled', endsOn: d('2026-09-01') }, 'silver');
    const last = held({ state: 'cancelled', endsOn: d('2026-10-01') }, 'gold');
    expect(code(both, holding(ended, held({ pause })))).toBe('paused');
    expect(ask(both, holding(ended, last))[2]).toEqual({ plan: 'Gold', on: '2026-10-01' });
    const late = { ...both, opensPaused: true };
    expect(ask(late, holding(held({ pause }), held({}, 'silver')))[2]).toEqual({ plan: 'Silver' });
  });

  it('says why in both languages, with the days written out', () => {
    const suspended = { firstFailedOn: d('2026-03-02'), access: { kind: 'suspend' } } as const;
    const locked = holding(held({ state: 'overdue', overdue: suspended }));
    const decision = pageAccess(rule, locked, today);
    expect(pageReason(decision, 'en')).toBe(
      'A payment of Gold has been overdue since 2 March 2026; its access closes at once.',
    );
    expect(pageReason(decision, 'fr')).toContain('en retard depuis le 2 mars 2026');
    const soon = pageAccess({ ...rule, afterDays: 31 }, holding(held()), today);
    expect(pageReason(soon, 'fr')).toBe('S’ouvre le 1er novembre 2026, 31 jours après l’adhésion.');
    expect(addDays(d('2026-10-01'), 31)).toBe('2026-11-01');
  });
});

it('an address is lower-case words in folders', () => {
  const good = ['start', 'guides/first-steps', 'a/b/c1'];
  const bad = ['', '/start', 'a//b', 'a/', 'Start', 'é', '../x', '-a', 'a_b', 'a b'];
  expect(good.filter((path) => pagePathPattern.test(path))).toEqual(good);
  expect(bad.filter((path) => pagePathPattern.test(path))).toEqual([]);
});
