/**
 * Every column of the directory as a query over the facts. Refresh, rebuild and check are all made
 * of these four parts, so they cannot disagree. Each reads `ids (contact_id)`, the contacts asked
 * for, and gives one row for each of them; row-level security keeps it inside the organization.
 */

import { charges } from './deriveCharges.ts';
import { dues } from './deriveDues.ts';
import { membership } from './deriveMembership.ts';

export type Part = 'people' | 'membership' | 'charges' | 'dues';

/**
 * What the person is: names, how to reach them (never a withheld e-mail). `search`, what free text
 * looks in, goes to `directory_text`.
 */
const people = {
  columns: `kind, name, sort_name, email, discord, phone, language, created_on, follower,
    blocked, company_id, company_name, payer_id, payer_name, fields, address, latest_note`,
  sql: `
    select c.id as contact_id, c.kind, c.display_name as name, fold(c.display_name) as sort_name,
      m.email, c.discord, c.phone, c.language,
      ' ' || translate(fold(concat_ws(' ', c.display_name, c.first_name, c.last_name, m.email,
        c.discord, c.phone, n.bodies)), E'\\n\\r\\t', '   ') as search,
      (c.created_at at time zone o.timezone)::date as created_on, c.follower,
      c.blocked_at is not null as blocked, c.company_id, company.display_name as company_name,
      c.payer_id, payer.display_name as payer_name, c.fields, c.address, n.latest as latest_note
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    cross join lateral (select case when not c.email_withheld then c.email end as email) m
    left join lateral (
      select string_agg(note.body, ' ' order by note.created_at desc, note.id) as bodies,
        (array_agg(note.body order by note.created_at desc, note.id desc))[1] as latest
      from note where note.org_id = c.org_id and note.contact_id = c.id
    ) n on true
    left join contact company on company.org_id = c.org_id and company.id = c.company_id
    left join contact payer on payer.org_id = c.org_id and payer.id = c.payer_id`,
};

/** The parts by name: the columns they own, and the query that derives them. */
export const parts: Record<Part, { columns: readonly string[]; sql: string }> = {
  people: { columns: names(people.columns), sql: people.sql },
  membership: { columns: names(membership.columns), sql: membership.sql },
  charges: { columns: names(charges.columns), sql: charges.sql },
  dues: { columns: names(dues.columns), sql: dues.sql },
};

export const everyPart: readonly Part[] = ['people', 'membership', 'charges', 'dues'];

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
