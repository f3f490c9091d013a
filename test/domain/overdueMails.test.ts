import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/dates.ts';
import { closesUntold, isAnnounced, nextRetry } from '../../src/domain/overdue/mails.ts';
import type { StoredStep } from '../../src/domain/overdue/schedule.ts';
import { defaultOverduePolicy, planOverdue } from '../../src/domain/overdue/schedule.ts';
import { d } from './builders.ts';

const failed = d('2026-03-02');

function steps(done: Record<number, LocalDate> = {}): StoredStep[] {
  return planOverdue(failed, defaultOverduePolicy).map((step) => {
    return { ...step, doneOn: done[step.position] ?? null };
  });
}

describe('the retry that comes next', () => {
  it('is the earliest one ahead, and says when it is the last', () => {
    expect(nextRetry(steps(), failed)).toMatchObject({ position: 1, isLast: false });
    const two = steps({ 1: d('2026-03-04'), 2: d('2026-03-07') });
    expect(nextRetry(two, d('2026-03-08'))).toMatchObject({
      position: 3,
      dueOn: '2026-03-09',
      isLast: true,
    });
  });

  it('goes by date, not by position', () => {
    const turned = steps().map((step) => {
      return step.position === 1 ? { ...step, dueOn: d('2026-03-20') } : step;
    });
    expect(nextRetry(turned, failed)).toMatchObject({ position: 2 });
  });

  it('is none on the day of a retry, nor while an earlier one is owed', () => {
    expect(nextRetry(steps(), d('2026-03-04'))).toBe(null);
    expect(nextRetry(steps(), d('2026-03-05'))).toBe(null);
  });

  it('is none when all are made, nor where only reminders are planned', () => {
    const all = steps({ 1: failed, 2: failed, 3: failed });
    expect(nextRetry(all, failed)).toBe(null);
    const reminders = planOverdue(failed, defaultOverduePolicy, 'invoice');
    expect(
      nextRetry(
        reminders.map((step) => ({ ...step, doneOn: null })),
        failed,
      ),
    ).toBe(null);
  });
});

describe("announcing a retry of Wednesday 4 March, 8 o'clock", () => {
  const dueOn = d('2026-03-04');
  const day = {
    today: d('2026-03-03'),
    now: '2026-03-03T07:00:00Z',
    announceDays: 1,
    lastMailAt: '2026-03-02T07:00:00Z',
    retryAt: '2026-03-04T07:00:00Z',
  };

  it('is done the day before', () => {
    expect(isAnnounced(dueOn, day)).toBe(true);
    expect(isAnnounced(dueOn, { ...day, lastMailAt: null })).toBe(true);
  });

  it('is done neither earlier nor on the day itself', () => {
    const early = { ...day, today: d('2026-03-02'), now: '2026-03-02T07:00:00Z' };
    expect(isAnnounced(dueOn, { ...early, lastMailAt: null })).toBe(false);
    expect(isAnnounced(dueOn, { ...early, lastMailAt: null, announceDays: 2 })).toBe(true);
    const same = { ...day, today: dueOn, retryAt: '2026-03-09T07:00:00Z' };
    expect(isAnnounced(dueOn, same)).toBe(false);
  });

  it('is left out where the organization wants none', () => {
    expect(isAnnounced(dueOn, { ...day, announceDays: 0 })).toBe(false);
    expect(isAnnounced(dueOn, { ...day, announceDays: -1 })).toBe(false);
  });

  it('keeps 23 hours to the mail before', () => {
    expect(isAnnounced(dueOn, { ...day, lastMailAt: '2026-03-02T08:00:00Z' })).toBe(true);
    expect(isAnnounced(dueOn, { ...day, lastMailAt: '2026-03-02T08:00:01Z' })).toBe(false);
  });

  it('leaves room for the mail about the outcome', () => {
    expect(isAnnounced(dueOn, { ...day, now: '2026-03-03T08:00:00Z' })).toBe(true);
    expect(isAnnounced(dueOn, { ...day, now: '2026-03-03T08:00:01Z' })).toBe(false);
  });

  it('may come later than its day when that one was not possible', () => {
    const on = { ...day, announceDays: 3, today: d('2026-03-03') };
    expect(isAnnounced(dueOn, on)).toBe(true);
  });
});

describe('access that closes without a charge', () => {
  it('is told of when no step does so before', () => {
    const told = (closesOn: string | null, nextOn: string | null) =>
      closesUntold(closesOn ? d(closesOn) : null, failed, nextOn ? d(nextOn) : null);
    expect(told('2026-03-02', '2026-03-09')).toBe(true);
    expect(told('2026-03-08', '2026-03-09')).toBe(true);
    expect(told('2026-03-09', '2026-03-09')).toBe(false);
    expect(told(null, '2026-03-09')).toBe(false);
    expect(told('2026-03-02', null)).toBe(false);
    expect(told('2026-02-20', '2026-03-02')).toBe(false);
    expect(told('2026-02-20', '2026-03-03')).toBe(true);
  });
});
