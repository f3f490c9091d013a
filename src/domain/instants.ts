/** Instants are ISO texts in UTC; only differences of whole minutes are ever needed. */
import { Temporal } from 'temporal-polyfill';

/** The instant `minutes` after another (before it when negative). */
export function minutesAfter(instantIso: string, minutes: number): string {
  return Temporal.Instant.from(instantIso).add({ minutes }).toString();
}

/** Minutes from one instant to another, as a fraction; negative when `to` is earlier. */
export function minutesBetween(from: string, to: string): number {
  const span = Temporal.Instant.from(to).epochMilliseconds;
  return (span - Temporal.Instant.from(from).epochMilliseconds) / 60_000;
}
