import type { Database } from '../db/transaction.ts';
import { inSystem } from '../db/transaction.ts';
import { defineRefusal } from '../domain/errors.ts';
import type { PaymentGateway } from '../gateways/payment/port.ts';
import { newId } from '../ids.ts';

export const UnknownPlant = defineRefusal('unknown_plant', 422, {
  en: 'No planted bug is called "{name}". These exist: {known}',
  fr: "Aucun défaut planté ne s'appelle « {name} ». Ceux-ci existent : {known}",
});

/** A bug put in on purpose, to see that the checks see it. */
export type Plant = {
  /** What would have to be wrong in the program for this. */
  about: string;
  /** The check of the doctor that must see it; others may see it too. */
  seenBy: string;
  /** Statements on the scratch database. */
  sql?: string;
  /** A gateway that misbehaves. */
  gateway?: (inner: PaymentGateway) => PaymentGateway;
};

/** A trigger that meddles with every n-th row of a table, as a forgotten case would. */
function meddle(table: string, when: string, what: string): string {
  return `create sequence planted;
    create function planted() returns trigger language plpgsql as $$ begin ${what} end $$;
    grant usage on sequence planted to cercle_app;
    create trigger planted ${when} on ${table} for each row execute function planted();`;
}

const everyTenth = `if nextval('public.planted') % 10 = 0 then`;

export const plants: Record<string, Plant> = {
  'dropped-unique-key': {
    about: 'the unique keys that keep an invoice from being charged twice are gone',
    seenBy: 'one_success_per_cycle',
    sql: `drop index attempt_one_open, attempt_one_success, attempt_one_automatic_a_day;`,
  },
  'charge-again': {
    about: 'a charge without an answer is sent again under a new key',
    seenBy: 'gateway_agrees_on_charges',
    gateway: (inner) => ({
      ...inner,
      async charge(requests) {
        const outcomes = await inner.charge(requests);
        const lost = requests.filter((_, i) => outcomes[i]?.state === 'unknown');
        await inner.charge(lost.map((request) => ({ ...request, key: newId() })));
        return outcomes;
      },
    }),
  },
  'lost-allocation': {
    about: 'money that came in is now and then placed nowhere',
    seenBy: 'received_is_placed_once',
    sql: meddle('allocation', 'before insert', `${everyTenth} return null; end if; return new;`),
  },
  'number-gap': {
    about: 'a number is now and then taken twice from the counter',
    seenBy: 'numbers_have_no_gap',
    sql: meddle(
      'number_series',
      'before update',
      `${everyTenth} new.last_number := new.last_number + 1; end if; return new;`,
    ),
  },
  'stale-list': {
    about: 'the list of people misses some changes',
    seenBy: 'directory_is_derived',
    sql: meddle('directory', 'before update', `${everyTenth} return null; end if; return new;`),
  },
  'overlapping-terms': {
    about: 'a period is now and then a day too long, and nothing keeps periods apart',
    seenBy: 'terms_never_overlap',
    sql: `do $$ declare name text; begin
        select conname into name from pg_constraint
        where conrelid = 'term'::regclass and contype = 'x';
        execute format('alter table term drop constraint %I', name);
      end $$;
      ${meddle(
        'term',
        'before insert',
        `${everyTenth} new.ends_on := new.ends_on + 1; end if; return new;`,
      )}`,
  },
  'open-wall': {
    about: 'a table of organizations lost its row-level security',
    seenBy: 'walls_stand',
    sql: 'alter table note no force row level security;',
  },
};

/** The plant of a name; refuses with `UnknownPlant`. */
export function findPlant(name: string): Plant {
  const found = plants[name];
  if (!found) throw new UnknownPlant({ name, known: Object.keys(plants).join(', ') });
  return found;
}

/** Puts a planted bug into a scratch database. */
export async function plantBug(db: Database, { sql }: Pick<Plant, 'sql'>): Promise<void> {
  if (sql) await inSystem(db, (tx) => tx.exec(sql));
}
