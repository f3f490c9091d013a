import type { Tx } from '../transaction.ts';
import { contactValues } from './outcomes.ts';
import { recountSeats } from './seats.ts';

/** What a merge writes beside the rows themselves. */
export type MergeInput = {
  importId: string;
  labelId: string;
  /** How the import is named to people: its file. */
  fileName: string;
  now: string;
  /** The actor as JSON. */
  actor: string;
  authorName: string;
};

const taken = "s.outcome in ('create', 'update')";
const person = 'coalesce(s.contact_id, s.new_id)';

/** What known contacts and subscriptions were before, so that an undo can put it back. */
export async function keepBefore(tx: Tx): Promise<void> {
  await tx.exec(
    `create temp table import_before on commit drop as
     select s.n, jsonb_build_object('contact', to_jsonb(c), 'subscription', to_jsonb(u),
       'terms', (select jsonb_agg(to_jsonb(t)) from term t
         where t.org_id = u.org_id and t.subscription_id = u.id),
       'labels', (select jsonb_agg(fold(l.name)) from unnest(s.labels) as l (name)
         where not exists (select from contact_label cl
           join label on label.org_id = cl.org_id and label.id = cl.label_id
           where cl.org_id = c.org_id and cl.contact_id = c.id
             and fold(label.name) = fold(l.name)))) as before
     from import_stage s
     join contact c on c.org_id = app_org() and c.id = s.contact_id
     left join subscription u on u.org_id = app_org() and u.id = s.subscription_id
       and s.subscription_step = 'update'
     where s.outcome = 'update'`,
  );
}

/** Makes new companies and contacts; payers may be new too, so they are joined afterwards. */
export async function insertContacts(tx: Tx, { now, fileName }: MergeInput): Promise<void> {
  await tx.exec(
    `insert into contact (org_id, id, kind, display_name, source, created_at, updated_at)
     select app_org(), k.id, 'company', k.name, 'import', $1, $1 from import_company k
     where k.is_new and exists (select from import_stage s where s.company_id = k.id and ${taken})`,
    [now],
  );
  await tx.exec(
    `insert into contact (org_id, id, kind, display_name, first_name, last_name, email,
       email_withheld, external_id, phone, discord, website, vat_number, job_title, birthday,
       language, company_id, follower, address, fields, consent, consent_at, consent_proof,
       opening_lifetime, opening_currency, opening_joined_on, opening_last_charge_at,
       opening_last_charge_outcome, source, created_at, updated_at)
     select app_org(), s.new_id, 'person', s.name, s.first_name, s.last_name, s.email,
       s.email_withheld, s.external_id, s.phone, s.discord, s.website, s.vat_number, s.job_title,
       s.birthday, s.language, s.company_id, coalesce(s.follower, false), s.address, s.fields,
       coalesce(s.consent, 'none'), case when s.consent is not null then $1::timestamptz end,
       case when s.consent is not null then 'import: ' || $2 end, coalesce(s.lifetime, 0),
       case when s.lifetime is not null then s.currency end,
       case when s.plan_key is not null then s.joined_on end, s.last_charge_at,
       s.last_charge_outcome, 'import', $1, $1
     from import_stage s where s.outcome = 'create'`,
    [now, fileName],
  );
  await tx.exec(
    `update contact c set payer_id = s.payer_id from import_stage s
     where s.outcome = 'create' and s.payer_id is not null
       and c.org_id = app_org() and c.id = s.new_id`,
  );
}

/** Brings known contacts up to date; what a row leaves blank stays. */
export async function updateContacts(tx: Tx, { now, fileName }: MergeInput): Promise<void> {
  const assignments = Object.entries(contactValues).map(([column, sql]) => `${column} = ${sql}`);
  await tx.exec(
    `update contact c set ${assignments.join(', ')},
       consent_at = case when c.consent is distinct from ${contactValues.consent}
         then $1::timestamptz else c.consent_at end,
       consent_proof = case when c.consent is distinct from ${contactValues.consent}
         then 'import: ' || $2 else c.consent_proof end,
       version = c.version + 1, updated_at = $1
     from import_stage s
     where s.outcome = 'update' and c.org_id = app_org() and c.id = s.contact_id`,
    [now, fileName],
  );
}

/** The import's label and the labels and notes that rows carry. */
export async function insertExtras(tx: Tx, input: MergeInput): Promise<void> {
  await tx.exec(
    `insert into contact_label (org_id, contact_id, label_id, by_rule)
     select app_org(), ${person}, $1, true from import_stage s where ${taken}
     on conflict do nothing`,
    [input.labelId],
  );
  await tx.exec(
    `insert into label (org_id, id, name, created_at)
     select distinct on (fold(l.name)) app_org(), uuid_v7(), l.name, $1
     from import_stage s cross join unnest(s.labels) as l (name) where ${taken}
     on conflict do nothing`,
    [input.now],
  );
  await tx.exec(
    `insert into contact_label (org_id, contact_id, label_id)
     select distinct app_org(), ${person}, label.id
     from import_stage s cross join unnest(s.labels) as l (name)
     join label on label.org_id = app_org() and fold(label.name) = fold(l.name)
     where ${taken} on conflict do nothing`,
  );
  await tx.exec(
    `insert into note (org_id, id, contact_id, type, body, author_name, created_at)
     select app_org(), uuid_v7(), ${person}, 'other', s.note, $2, $1
     from import_stage s where ${taken} and s.note is not null and not exists (
       select from note where note.org_id = app_org() and note.contact_id = s.contact_id
         and note.body = s.note)`,
    [input.now, input.authorName],
  );
}

// What is sold once was paid elsewhere: good until its date, and never billed.
const once = "(k.kind in ('one_time', 'pack'))";

// From the date that is paid to on, everybody's season decides.
const season = `case when v.season_day is not null and s.interval_unit in ('month', 'year') then
  season_boundary(coalesce(s.next_on, s.anchor_on), v.season_day, v.season_month,
    s.interval_count * case s.interval_unit when 'year' then 12 else 1 end) end`;

/** New subscriptions, those brought up to date, and the access that was paid for elsewhere. */
export async function mergeSubscriptions(tx: Tx, input: MergeInput): Promise<void> {
  const { now, actor } = input;
  // An end stands beside its subscription at once: whoever is leaving takes no seat.
  await tx.exec(
    `with joined as (insert into subscription (org_id, id, contact_id, payer_id, plan_id, plan_version_id, price_id,
       amount, currency, interval_unit, interval_count, anchor_on, anchor_day, starts_on,
       trial_ends_on, first_billing_on, next_billing_on, ends_on, end_cause, state, collection,
       source, created_at, updated_at, once, uses_granted, first_period)
     select app_org(), s.new_subscription_id, ${person},
       coalesce(s.payer_id, c.payer_id, ${person}), p.plan_id, p.version_id, price.id, s.amount,
       s.currency, s.interval_unit, s.interval_count, coalesce(${season}, s.anchor_on),
       coalesce(v.season_day, s.anchor_day), s.starts_on, s.trial_ends_on, s.next_on,
       case when not ${once} then s.next_on end,
       coalesce(s.ends_on, case when ${once} and not v.forever then s.next_on end),
       case when s.ends_on is not null then 'cancelled' end, s.state, 'invoice', 'import', $1, $1,
       ${once}, v.uses, v.first_period
     from import_stage s
     join import_plan p on p.key = s.plan_key
     join plan k on k.org_id = app_org() and k.id = p.plan_id
     join plan_version v on v.org_id = app_org() and v.id = p.version_id
     ${priced}
     left join contact c on c.org_id = app_org() and c.id = s.contact_id
     where ${taken} and s.subscription_step = 'insert')
     ${cancelling("s.subscription_step = 'insert'", 's.new_subscription_id')}`,
    [now, actor],
  );
  await updateSubscriptions(tx, { now, actor });
  const subscription = `case s.subscription_step when 'insert' then s.new_subscription_id
    else s.subscription_id end`;
  const written = `${taken} and s.subscription_step in ('insert', 'update')`;
  await tx.exec(
    `insert into term (org_id, id, subscription_id, plan_version_id, starts_on, ends_on, kind,
       amount, currency, status, created_at)
     select app_org(), uuid_v7(), ${subscription}, p.version_id, s.starts_on, s.granted_until,
       'granted', s.amount, s.currency, 'active', $1
     from import_stage s join import_plan p on p.key = s.plan_key
     where ${written} and s.granted_until is not null`,
    [now],
  );
  await recountSeats(tx);
}

/** The ends that rows of a step name, as cancellations; `$1` the instant, `$2` the actor. */
const cancelling = (step: string, subscription: string) => `insert into subscription_cancellation
    (org_id, id, subscription_id, ends_on, cause, actor, created_at)
  select app_org(), uuid_v7(), ${subscription}, s.ends_on, 'import', $2, $1
  from import_stage s where ${taken} and ${step} and s.ends_on is not null
  on conflict do nothing`;

/** Open prices of the plans, one per amount and rhythm: to note which one a row's amount is. */
const prices = `(select distinct on (plan_id, amount, currency, interval_unit, interval_count) *
  from price where price.org_id = app_org() and archived_at is null
  order by plan_id, amount, currency, interval_unit, interval_count, position, id)`;
const priced = `left join ${prices} price on price.plan_id = p.plan_id
  and price.amount = s.amount and price.currency = s.currency::char(3)
  and price.interval_unit = s.interval_unit and price.interval_count = s.interval_count`;

async function updateSubscriptions(
  tx: Tx,
  { now, actor }: { now: string; actor: string },
): Promise<void> {
  const chosen = `from import_stage s where s.outcome = 'update' and s.subscription_step = 'update'`;
  const some = await tx.one<{ some: boolean }>(`select exists (select ${chosen}) as some`);
  if (!some.some) return;
  await tx.exec(
    `delete from term t using import_stage s where s.outcome = 'update'
       and s.subscription_step = 'update' and t.org_id = app_org()
       and t.subscription_id = s.subscription_id and t.invoice_id is null`,
  );
  await tx.exec(
    `delete from subscription_cancellation x using import_stage s where s.outcome = 'update'
       and s.subscription_step = 'update' and x.org_id = app_org()
       and x.subscription_id = s.subscription_id and x.cause = 'import'`,
  );
  await tx.exec(cancelling("s.subscription_step = 'update'", 's.subscription_id'), [now, actor]);
  await tx.exec(
    `update subscription u set plan_id = p.plan_id,
       plan_version_id = case when u.plan_id = p.plan_id then u.plan_version_id
         else p.version_id end,
       price_id = price.id, amount = s.amount, currency = s.currency,
       interval_unit = s.interval_unit, interval_count = s.interval_count,
       anchor_on = s.anchor_on, anchor_day = s.anchor_day, starts_on = s.starts_on,
       trial_ends_on = s.trial_ends_on, first_billing_on = s.next_on, next_billing_on = s.next_on,
       ends_on = s.ends_on, end_cause = case when s.ends_on is not null then 'cancelled' end,
       state = s.state, payer_id = coalesce(s.payer_id, c.payer_id, c.id),
       version = u.version + 1, updated_at = $1
     from import_stage s
     join import_plan p on p.key = s.plan_key
     ${priced}
     join contact c on c.org_id = app_org() and c.id = s.contact_id
     where s.outcome = 'update' and s.subscription_step = 'update'
       and u.org_id = app_org() and u.id = s.subscription_id`,
    [now],
  );
}

/** One activity entry per person that came in or changed. */
export async function insertActivity(tx: Tx, input: MergeInput): Promise<void> {
  await tx.exec(
    `insert into activity (org_id, at, kind, event, contact_id, subscription_id, actor, data)
     select app_org(), $1, 'access', 'contact_imported', ${person},
       case when s.subscription_step = 'insert' then s.new_subscription_id
         when s.subscription_step = 'update' then s.subscription_id end, $2,
       jsonb_build_object('import_id', $3::text, 'file', $4::text, 'outcome',
         case s.outcome when 'create' then 'created' else 'updated' end)
     from import_stage s where ${taken}`,
    [input.now, input.actor, input.importId, input.fileName],
  );
}

/** Everybody whose row in the directory the merge touched. */
export async function touchedContacts(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select ${person} as id from import_stage s where ${taken}
     union select k.id from import_company k
       join contact c on c.org_id = app_org() and c.id = k.id where k.is_new`,
  );
  return rows.map((row) => row.id);
}
