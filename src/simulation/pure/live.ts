import { chanceFrom } from '../../actions/demo/chance.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, minDate } from '../../domain/dates.ts';
import { Refusal } from '../../domain/errors.ts';
import { Killed } from '../faults.ts';
import { emptyTally } from '../tally.ts';
import type { Books } from './books.ts';
import { newBooks } from './books.ts';
import { billingDay, nextDue } from './day.ts';
import type { Engine } from './engine.ts';
import type { Offer } from './joins.ts';
import { join, offersOf } from './joins.ts';
import type { Move } from './moves.ts';
import { moves } from './moves.ts';

/** How often requests and answers are lost, and the program is killed at a point. */
const often = { share: 0.03, kills: 0.004 };
/** Days on which somebody does something. */
const busyShare = 0.04;
const foundingDays = 4;
/** With no fault at the end, so that every question is answered. */
const quietDays = 12;

export type Life = { seed: number; number: number; start: LocalDate; days: number };

/** Lives one community on the pure rules, in memory, with lost answers, kills and downtime. */
export function livePure(engine: Engine, { seed, number, start, days }: Life): Books {
  const chance = chanceFrom(seed).branch(`pure ${number}`);
  const faults = { chance: chance.branch('faults'), tally: emptyTally(), ...often };
  const books = newBooks({ engine, chance, faults, today: start });
  const offers = offersOf(books);
  const end = addDays(start, days);
  let busy = nextBusy(books, start, end);
  for (let day = start; day < end; ) {
    Object.assign(books, { today: day });
    faults.tally.days += 1;
    billingDay(books);
    if (day < addDays(start, foundingDays)) make(books, offers, join);
    if (day >= busy) {
      make(books, offers, chance.weighted(moves));
      busy = nextBusy(books, day, end);
    }
    day = nextDay(books, day, minDate(busy, end));
  }
  Object.assign(faults, { share: 0, kills: 0 });
  for (let i = 0; i < quietDays; i += 1) {
    Object.assign(books, { today: addDays(end, i) });
    billingDay(books);
  }
  return books;
}

function nextBusy({ chance }: Books, after: LocalDate, end: LocalDate): LocalDate {
  let day = addDays(after, 1);
  while (day < end && !chance.happens(busyShare)) day = addDays(day, 1);
  return day;
}

/** The next day with something to do; seldom the program is down and days go by unseen. */
function nextDay(books: Books, day: LocalDate, latest: LocalDate): LocalDate {
  if (books.chance.happens(0.004)) {
    books.faults.tally.faults.downtimes += 1;
    return addDays(day, books.chance.pick([2, 3, 8, 40]));
  }
  const founding = addDays(day, 1);
  if (books.subs.length < foundingDays) return founding;
  return minDate(nextDue(books) ?? latest, latest);
}

/** What the rules refuse is part of life, and so is a program that is killed on the way. */
function make(books: Books, offers: Offer[], move: Move): void {
  books.faults.tally.moves += 1;
  try {
    move(books, offers);
  } catch (error) {
    if (error instanceof Refusal) books.faults.tally.refusals += 1;
    else if (!(error instanceof Killed)) throw error;
  }
}
