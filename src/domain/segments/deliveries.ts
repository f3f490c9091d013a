import type { Language } from '../errors.ts';
import { dateWords, isPartialDate } from './dateWords.ts';
import { findWord, say } from './keys.ts';

/** A benefit and, behind an @, the days in which the period began that it is for. */
export type DeliveryName = { name: string; on: string | null };

/** Takes "print@2026-11" apart; what follows the @ must be a (partial) date or a word for one. */
export function deliveryName(text: string): DeliveryName {
  const at = text.lastIndexOf('@');
  const behind = text.slice(at + 1);
  if (at <= 0) return { name: text, on: null };
  const word = findWord(dateWords, behind)?.en;
  if (!word && !isPartialDate(behind)) return { name: text, on: null };
  return { name: text.slice(0, at), on: word ?? behind };
}

/** The same with the word for its days in a language; English is the canonical one. */
export function sayDelivery(text: string, language: Language): string {
  const { name, on } = deliveryName(text);
  return on === null ? text : `${name}@${say(dateWords, on, language)}`;
}
