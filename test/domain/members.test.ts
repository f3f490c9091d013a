import { describe, expect, it } from 'vitest';
import type { AccessFacts } from '../../src/domain/access.ts';
import { contactAccess, subscriptionAccess } from '../../src/domain/access.ts';
import type { MemberFacts } from '../../src/domain/members/status.ts';
import {
  memberKind,
  membershipOf,
  statusesOf,
  willRenew,
} from '../../src/domain/members/status.ts';
import { d } from './builders.ts';

const today = d('2026-10-15');
const term = { start: d('2026-10-01'), end: d('2026-11-01'), status: 'active' } as const;

const facts: AccessFacts = {
  state: 'active',
  startsOn: d('2026-01-01'),
  trialEndsOn: null,
  endsOn: null,
  endCause: null,
  pause: null,
  nextBillingOn: d('2026-11-01'),
  terms: [term],
  overdue: null,
  pauseKeepsAccess: false,
};
const access = (changes: Partial<AccessFacts>, day = today) =>
  subscriptionAccess({ ...facts, ...changes }, day);

describe('access', () => {
  it('follows the terms, to the end of those that continue', () => {
    expect(access({})).toEqual({ open: true, reason: 'term', until: '2026-11-01' });
    const next = { start: d('2026-11-01'), end: d('2026-12-01'), status: 'pending' } as const;
    expect(access({ terms: [next, term] }).until).toBe('2026-12-01');
    expect(access({ terms: [{ ...term, status: 'pending' }] }).reason).toBe('awaiting_payment');
    const gone = access({ terms: [{ ...term, status: 'void' }] });
    expect(gone).toEqual({ open: false, reason: 'no_term', until: null });
  });

  it('our late billing run is not the member’s fault, an end is', () => {
    const later = d('2026-11-03');
    expect(access({}, later)).toMatchObject({ open: true, reason: 'awaiting_billing' });
    const ended = access({ endsOn: d('2026-11-01'), endCause: 'cancelled' }, later);
    expect(ended).toMatchObject({ open: false, reason: 'ended' });
  });

  it('a cancelled member with time left has access until then', () => {
    const ending = access({ endsOn: d('2026-10-20'), endCause: 'cancelled' });
    expect(ending).toEqual({ open: true, reason: 'term', until: '2026-10-20' });
  });

  it('while overdue the policy decides, while paused the pause', () => {
    const suspended = { firstFailedOn: d('2026-10-14'), access: { kind: 'suspend' } } as const;
    expect(access({ state: 'overdue', overdue: suspended }).reason).toBe('overdue');
    const kept = { ...suspended, access: { kind: 'keep_days', days: 3 } } as const;
    expect(access({ state: 'overdue', overdue: kept })).toEqual({
      open: true,
      reason: 'overdue_grace',
      until: '2026-10-17',
    });
    const pause = { from: d('2026-10-10'), until: null };
    expect(access({ pause })).toMatchObject({ open: false, reason: 'paused' });
    expect(access({ pause, pauseKeepsAccess: true }).open).toBe(true);
    const both = { pause, pauseKeepsAccess: true, overdue: suspended };
    expect(access(both)).toMatchObject({ open: false, reason: 'overdue' });
  });

  it('of a contact: any open subscription, unless blocked', () => {
    const ended = { ...facts, state: 'cancelled' } as const;
    const both = { blocked: false, subscriptions: [ended, facts] };
    expect(contactAccess(both, today)).toMatchObject({ open: true, until: '2026-11-01' });
    expect(contactAccess({ ...both, blocked: true }, today).reason).toBe('blocked');
    expect(contactAccess({ blocked: false, subscriptions: [] }, today).reason).toBe('never');
    expect(contactAccess({ blocked: false, subscriptions: [ended] }, today).reason).toBe('ended');
  });
});

describe('status words', () => {
  const member: MemberFacts = {
    running: true,
    runsFrom: d('2026-01-01'),
    endsOn: null,
    endCause: null,
    endedOn: null,
    trialEndsOn: null,
    pendingApproval: false,
    overdue: false,
    paused: false,
    paying: true,
    follower: false,
    lastChargeOutcome: 'paid',
  };
  const words = (changes: Partial<MemberFacts>, day = today) =>
    statusesOf({ ...member, ...changes }, day);

  it('people who cancelled stay active until their paid time is over', () => {
    const ending = { endsOn: d('2026-11-01'), endCause: 'cancelled' } as const;
    expect(words(ending)).toEqual(['active']);
    expect(willRenew({ ...member, ...ending }, today)).toBe(false);
    expect(words(ending, d('2026-11-01'))).toEqual(['cancelled']);
    expect(words({ ...ending, endCause: 'expired' }, d('2026-11-01'))).toEqual(['expired']);
  });

  it('one fact may make several words', () => {
    expect(words({ overdue: true, lastChargeOutcome: 'declined' })).toEqual([
      'overdue',
      'declined',
    ]);
    expect(words({ lastChargeOutcome: 'refunded' })).toEqual(['active', 'refunded']);
    expect(words({ follower: true, paying: false, lastChargeOutcome: null })).toEqual([
      'follower',
      'active',
    ]);
    const fraud = { running: false, endedOn: d('2026-10-01'), endCause: 'revoked' } as const;
    expect(words({ ...fraud, lastChargeOutcome: 'refunded_as_fraud' })).toEqual([
      'fraud',
      'cancelled',
    ]);
  });

  it('never, scheduled, waiting, paused', () => {
    const never = { running: false, runsFrom: null, lastChargeOutcome: null, paying: false };
    expect(words(never)).toEqual([]);
    expect(memberKind({ ...member, ...never }, today)).toBe('never');
    expect(words({ ...never, pendingApproval: true })).toEqual(['pending_approval']);
    expect(words({ runsFrom: d('2026-10-16') })).toEqual(['scheduled']);
    expect(words({ paused: true })).toEqual(['paused']);
    const trial = { ...member, trialEndsOn: d('2026-10-20') };
    expect(membershipOf(trial, today)).toBe('trialing');
    expect(memberKind({ ...member, paying: false }, today)).toBe('free');
  });
});
