/** Uses of a pack (plans-and-billing "Plan"): so many, valid for a time, each written down. */
import type { LocalDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';

/** A pack as far as its uses are concerned; `endsOn` is the first day it is no longer valid. */
export type PackFacts = {
  usesGranted: number | null;
  usesTaken: number;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
};

export const NoPack = defineRefusal('no_pack', 409, {
  en: 'This subscription is no pack: it has no uses to count.',
  fr: "Cet abonnement n'est pas un carnet : il n'a pas d'utilisations à compter.",
});

export const UsesLeft = defineRefusal('uses_left', 409, {
  en: 'Only {left} of {granted} uses are left.',
  fr: 'Il ne reste que {left} utilisations sur {granted}.',
});

export const UseOutsidePack = defineRefusal('use_outside_pack', 422, {
  en: 'The pack is not valid on that day, or the day has not come yet.',
  fr: "Le carnet n'est pas valable ce jour-là, ou ce jour n'est pas encore venu.",
});

/** Takes `count` uses on a day. Throws `NoPack`, `UseOutsidePack`, `UsesLeft` at their fields. */
export function planUse(
  pack: PackFacts,
  use: { count: number; usedOn: LocalDate },
  today: LocalDate,
): { left: number } {
  if (pack.usesGranted === null) throw new NoPack();
  const { usedOn } = use;
  const isOver = pack.endsOn !== null && usedOn >= pack.endsOn;
  if (usedOn > today || usedOn < pack.startsOn || isOver) {
    throw atField(UseOutsidePack, '/used_on');
  }
  const left = pack.usesGranted - pack.usesTaken;
  if (!Number.isSafeInteger(use.count) || use.count < 1 || use.count > left) {
    throw atField(UsesLeft, '/count', { left, granted: pack.usesGranted });
  }
  return { left: left - use.count };
}
