import type { LocalDate } from '../../domain/dates.ts';
import { lowestId } from '../../domain/ids.ts';
import type { StateFacts } from '../../domain/subscriptions/transitions.ts';
import { effectiveState } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import type { Check, Found } from './check.ts';
import { foundOf, sqlCheck } from './check.ts';

type Row = Omit<StateFacts, 'pause'> & {
  id: string;
  pausedFrom: LocalDate | null;
  pausedUntil: LocalDate | null;
};

const pageSize = 20_000;

/**
 * Dates decide; the stored state follows with the billing day. So it is what the dates say today or
 * what they said on the day billed last.
 */
const stateFollowsDates: Check = {
  name: 'state_follows_dates',
  title: {
    en: 'The state of each subscription is what its dates say',
    fr: "L'état de chaque abonnement est celui que disent ses dates",
  },
  find: findStrayStates,
};

async function findStrayStates(scene: Scene): Promise<Found> {
  const { tx, today, org } = scene;
  const days = [today, ...(org.billedUntil ? [org.billedUntil as LocalDate] : [])];
  const stray: string[] = [];
  for (let after: string = lowestId; ; ) {
    const rows = await tx.query<Row>(
      `select s.id, s.state, s.starts_on as "startsOn", s.trial_ends_on as "trialEndsOn",
         s.ends_on as "endsOn", s.end_cause as "endCause", p.from_on as "pausedFrom",
         p.until_on as "pausedUntil"
       from subscription s left join subscription_pause p on p.org_id = app_org()
         and p.subscription_id = s.id and p.resumed_on is null
       where s.org_id = app_org() and s.id > $1 and s.state not in ('cancelled', 'expired')
       order by s.id limit ${pageSize}`,
      [after],
    );
    stray.push(...rows.filter((row) => !agrees(row, days)).map((row) => row.id));
    const last = rows.at(-1);
    if (!last) return foundOf(stray);
    after = last.id;
  }
}

function agrees(row: Row, days: LocalDate[]): boolean {
  const pause = row.pausedFrom && { from: row.pausedFrom, until: row.pausedUntil };
  return days.some((day) => effectiveState({ ...row, pause }, day) === row.state);
}

/** Subscriptions and their terms (billing-rules §1, §14, §17). */
export const subscriptionChecks = [
  stateFollowsDates,
  sqlCheck(
    'one_running_per_plan',
    {
      en: 'Nobody holds the same plan twice unless staff allowed it',
      fr: "Personne n'a deux fois la même formule sans accord de l'équipe",
    },
    {
      text: `select contact_id as id from subscription where org_id = app_org()
        and state not in ('cancelled', 'expired') and not allow_duplicate
        group by contact_id, plan_id having count(*) > 1`,
    },
  ),
  sqlCheck(
    'terms_never_overlap',
    {
      en: 'The terms of a subscription never overlap',
      fr: "Les périodes d'un abonnement ne se chevauchent jamais",
    },
    {
      text: `select id from (select id, starts_on, max(ends_on) over (
            partition by subscription_id order by starts_on, id
            rows between unbounded preceding and 1 preceding) as before
          from term where org_id = app_org() and status <> 'void') t
        where before > starts_on`,
    },
  ),
  sqlCheck(
    'cancellation_names_the_end',
    {
      en: 'A pending cancellation names the day on which the subscription ends',
      fr: "Une résiliation en attente nomme le jour où l'abonnement finit",
    },
    {
      text: `select s.id from subscription s
        join subscription_cancellation c on c.org_id = app_org() and c.subscription_id = s.id
          and c.undone_at is null and c.ends_on is distinct from s.ends_on
        where s.org_id = app_org() and s.state not in ('cancelled', 'expired')`,
    },
  ),
  sqlCheck(
    'terms_end_with_subscription',
    {
      en: 'No period of a subscription that is over counts beyond its end',
      fr: "Aucune période d'un abonnement terminé ne compte après sa fin",
    },
    {
      text: `select t.id from term t
        join subscription s on s.org_id = app_org() and s.id = t.subscription_id
          and s.state in ('cancelled', 'expired') and t.ends_on > s.ends_on
        where t.org_id = app_org() and t.status <> 'void'`,
    },
  ),
  sqlCheck(
    'terms_leave_no_gap',
    {
      en: 'Between two terms lies no day but of a pause, an unpaid term, or before a late renewal',
      fr: 'Entre deux périodes, aucun jour hors pause, période impayée ou renouvellement tardif',
    },
    {
      text: `select t.id from (select id, subscription_id, starts_on, lag(ends_on) over (
            partition by subscription_id order by starts_on) as before
          from term where org_id = app_org() and status <> 'void') t
        where before < starts_on
          and not exists (select from subscription_pause p where p.org_id = app_org()
            and p.subscription_id = t.subscription_id and p.from_on < t.starts_on
            and coalesce(p.resumed_on, 'infinity') >= t.before)
          and not exists (select from subscription_cancellation c where c.org_id = app_org()
            and c.subscription_id = t.subscription_id and c.undone_at is not null
            and c.ends_on between t.before and t.starts_on)
          and not exists (select from renewal r where r.org_id = app_org()
            and r.subscription_id = t.subscription_id and r.ends_on = t.before)
          and not exists (select from term v where v.org_id = app_org() and v.status = 'void'
            and v.subscription_id = t.subscription_id and v.starts_on < t.starts_on
            and v.ends_on > t.before)`,
    },
  ),
  sqlCheck(
    'term_follows_its_invoice',
    {
      en: 'A paid term counts exactly when its invoice is paid',
      fr: 'Une période payante compte exactement quand sa facture est payée',
    },
    {
      text: `select t.id from term t
        join invoice i on i.org_id = app_org() and i.id = t.invoice_id
        where t.org_id = app_org() and (t.status = 'pending' and i.status <> 'open'
          or t.status = 'active' and t.kind = 'paid'
             and i.status not in ('paid', 'uncollectible'))`,
    },
  ),
  sqlCheck(
    'nothing_left_due',
    {
      en: 'Nothing was due by the last billed day that is not billed or held for a decision',
      fr: "Rien n'était dû au dernier jour facturé qui ne soit facturé ou en attente de décision",
    },
    {
      text: `select s.id from subscription s
        join organization o on o.id = s.org_id and s.next_billing_on <= o.billed_until
        where s.org_id = app_org() and not s.billing_held
          and (s.asked_from is null or s.next_billing_on < s.asked_from)
          and s.state in ('scheduled', 'trialing', 'active', 'overdue')`,
    },
  ),
  sqlCheck(
    'running_has_a_future',
    {
      en: 'Every running subscription goes on being billed, ends on a day, or is paused',
      fr: 'Chaque abonnement en cours sera encore facturé, finit un jour, ou est en pause',
    },
    {
      text: `select id from subscription where org_id = app_org()
        and state in ('scheduled', 'trialing', 'active', 'overdue')
        and next_billing_on is null and ends_on is null and not once`,
    },
  ),
];
