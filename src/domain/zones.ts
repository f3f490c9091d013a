/**
 * Between instants (UTC) and calendar dates in an organization's IANA zone (billing-rules §2).
 * The only place of the rules that uses Temporal: it knows the zones' clock changes.
 */
import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './dates.ts';
import { defineRefusal } from './errors.ts';

export const UnknownTimezone = defineRefusal('unknown_timezone', 422, {
  en: '"{text}" is not a time zone. Use a name like Europe/Paris.',
  fr: "« {text} » n'est pas un fuseau horaire. Utilisez un nom comme Europe/Paris.",
});

const known = new Map<string, boolean>();

/** True for an IANA zone name (Europe/Paris, UTC); fixed offsets like +02:00 are not names. */
export function isTimezone(text: string): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  const answer = /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text) && understood(text);
  if (answer) known.set(text, answer);
  return answer;
}

/** The calendar date that clocks in `timezone` show at an instant (ISO text with offset or Z). */
export function localDateIn(instantIso: string, timezone: string): LocalDate {
  const zoned = Temporal.Instant.from(instantIso).toZonedDateTimeISO(named(timezone));
  return zoned.toPlainDate().toString() as LocalDate;
}

/**
 * The instant (ISO text, UTC) at which clocks in `timezone` first show `hour` (0–23) on `date`.
 * Hour 0 is the day's first existing instant. An hour skipped by the clock change is taken as the
 * hour after it, an hour that comes twice as the first of both.
 */
export function instantAt(date: LocalDate, hour: number, timezone: string): string {
  const day = Temporal.PlainDate.from(date);
  const zoned =
    hour === 0
      ? day.toZonedDateTime(named(timezone))
      : day
          .toPlainDateTime({ hour })
          .toZonedDateTime(named(timezone), { disambiguation: 'compatible' });
  return zoned.toInstant().toString();
}

function named(timezone: string): string {
  if (!isTimezone(timezone)) throw new UnknownTimezone({ text: timezone.slice(0, 40) });
  return timezone;
}

function understood(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).format(0) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
