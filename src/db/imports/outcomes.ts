import type { Tx } from '../transaction.ts';
import type { Headers } from './matchContacts.ts';
import { addProblem } from './problemSql.ts';
import { analyzeStage } from './stage.ts';

/**
 * What each column of a known contact becomes; blank cells never erase (joining.md). `s` is the
 * staged row, `c` the contact as it is.
 */
export const contactValues: Record<string, string> = {
  display_name: 's.name',
  first_name: 'coalesce(s.first_name, c.first_name)',
  last_name: 'coalesce(s.last_name, c.last_name)',
  email: 'coalesce(s.email, c.email)',
  email_withheld: 'c.email_withheld and s.email is null',
  external_id: 'coalesce(c.external_id, s.external_id)',
  phone: 'coalesce(s.phone, c.phone)',
  discord: 'coalesce(s.discord, c.discord)',
  website: 'coalesce(s.website, c.website)',
  // Who owes the tax needs a number that is one.
  vat_number: `case when c.reverse_charge and not is_vat_number(s.vat_number) then c.vat_number
    else coalesce(s.vat_number, c.vat_number) end`,
  job_title: 'coalesce(s.job_title, c.job_title)',
  birthday: 'coalesce(s.birthday, c.birthday)',
  language: 'coalesce(s.language, c.language)',
  company_id: 'coalesce(s.company_id, c.company_id)',
  payer_id: 'coalesce(s.payer_id, c.payer_id)',
  follower: 'coalesce(s.follower, c.follower)',
  address: `case when s.address is null then c.address
    else coalesce(c.address, '{}') || s.address end`,
  fields: 'c.fields || s.fields',
  // Consent is never raised for somebody who had refused it, nor for an address that bounced.
  consent: `case when s.consent is null then c.consent
    when s.consent = 'subscribed' and c.consent in ('unsubscribed', 'bounced') then c.consent
    else s.consent end`,
  opening_lifetime: 'coalesce(s.lifetime, c.opening_lifetime)',
  opening_currency: `case when s.lifetime is null then c.opening_currency
    else s.currency::char(3) end`,
  opening_joined_on: `case when s.plan_key is null then c.opening_joined_on
    else least(s.joined_on, c.opening_joined_on) end`,
  opening_last_charge_at: 'coalesce(s.last_charge_at, c.opening_last_charge_at)',
  opening_last_charge_outcome: 'coalesce(s.last_charge_outcome, c.opening_last_charge_outcome)',
};

/** Says for every row what would become of it: create, update, unchanged or refused. */
export async function settleOutcomes(tx: Tx, headers: Headers): Promise<void> {
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'consent_kept', level: 'warning', column: '$1', params: {} },
    })} from contact c
     where c.org_id = app_org() and c.id = s.contact_id and s.consent = 'subscribed'
       and c.consent = 'unsubscribed'`,
    [headers.consent],
  );
  const columns = Object.keys(contactValues);
  const before = columns.map((column) => `c.${column}`).join(', ');
  const after = columns.map((column) => contactValues[column]).join(', ');
  await tx.exec(
    `update import_stage s
     set changed = (${before}) is distinct from (${after})
       or exists (select from unnest(s.labels) as l (name) where not exists (
         select from contact_label cl join label on label.org_id = cl.org_id
           and label.id = cl.label_id
         where cl.org_id = c.org_id and cl.contact_id = c.id and fold(label.name) = fold(l.name)))
       or (s.note is not null and not exists (select from note where note.org_id = c.org_id
         and note.contact_id = c.id and note.body = s.note))
     from contact c where c.org_id = app_org() and c.id = s.contact_id
       and not s.refused and not s.skipped`,
  );
  await tx.exec(
    `update import_stage set outcome = case when refused then 'refused' when skipped then 'unchanged'
       when changed or subscription_step in ('insert', 'update') then 'update'
       else 'unchanged' end
     where refused or skipped or contact_id is not null`,
  );
  const { known } = await tx.one<{ known: boolean }>(
    'select exists (select from import_stage where contact_id is not null) as known',
  );
  if (known) await analyzeStage(tx);
}

export type Counts = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  warnings: number;
  companies: number;
};

/** How many rows have each outcome; before a commit, what it would be. */
export async function countOutcomes(tx: Tx): Promise<Counts> {
  return await tx.one<Counts>(
    `select count(*)::int as rows,
       count(*) filter (where outcome = 'create')::int as created,
       count(*) filter (where outcome = 'update')::int as updated,
       count(*) filter (where outcome = 'unchanged')::int as unchanged,
       count(*) filter (where outcome = 'refused')::int as refused,
       count(*) filter (where outcome <> 'refused' and problems <> '[]')::int as warnings,
       (select count(*) from import_company k where k.is_new and exists (
         select from import_stage i where i.company_id = k.id and i.outcome in ('create', 'update')
       ))::int as companies
     from import_stage`,
  );
}

/** How often each problem was found, the most frequent first. */
export function countProblems(
  tx: Tx,
): Promise<{ code: string; level: 'error' | 'warning'; count: number }[]> {
  return tx.query(
    `select p ->> 'code' as code, p ->> 'level' as level, count(*)::int as count
     from import_stage cross join jsonb_array_elements(problems) as p
     where problems <> '[]' group by 1, 2 order by 3 desc, 1`,
  );
}
