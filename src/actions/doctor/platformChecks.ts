import { miscountedWords } from '../../db/directory/dictionary.ts';
import { checkDirectory } from '../../db/directory/rebuild.ts';
import type { Check } from './check.ts';
import { foundOf, sqlCheck } from './check.ts';

const directoryIsDerived: Check = {
  name: 'directory_is_derived',
  title: {
    en: 'The list of people is what the facts give',
    fr: 'La liste des personnes est ce que donnent les faits',
  },
  find: async ({ tx }) => foundOf((await checkDirectory(tx)).map((each) => each.contactId)),
};

/** The list, labels, messages and the wall between organizations. */
export const platformChecks = [
  directoryIsDerived,
  sqlCheck(
    'directory_words_are_counted',
    {
      en: 'The words that forgive typing mistakes are those of the list',
      fr: 'Les mots qui pardonnent les fautes de frappe sont ceux de la liste',
    },
    { text: miscountedWords },
  ),
  sqlCheck(
    'labels_follow_plans',
    {
      en: 'Automatic labels are on exactly those who hold their plan',
      fr: 'Les étiquettes automatiques sont sur ceux, et ceux seuls, qui ont leur formule',
    },
    {
      text: `select distinct coalesce(h.contact_id, g.contact_id) as id
        from (select distinct s.contact_id, l.id from subscription s
          join label l on l.org_id = app_org() and l.plan_id = s.plan_id
          join contact c on c.org_id = app_org() and c.id = s.contact_id
            and c.deleted_at is null and c.merged_into is null
          where s.org_id = app_org()
            and s.state not in ('cancelled', 'expired', 'pending_approval')) h
        full join (select cl.contact_id, l.id from contact_label cl
          join label l on l.org_id = app_org() and l.id = cl.label_id and l.plan_id is not null
          where cl.org_id = app_org()) g on g.contact_id = h.contact_id and g.id = h.id
        where h.id is null or g.id is null`,
    },
  ),
  sqlCheck(
    'one_message_per_cause',
    {
      en: 'Nothing was said twice to anybody for one cause',
      fr: "Rien n'a été dit deux fois à quelqu'un pour une même cause",
    },
    {
      text: `select min(id::text) as id from message where org_id = app_org()
        group by cause, template, coalesce(contact_id::text, to_email) having count(*) > 1`,
    },
  ),
  sqlCheck(
    'walls_stand',
    {
      en: 'Row-level security is on and forced for every table of organizations',
      fr: 'La sécurité par ligne est active et forcée sur chaque table des organisations',
    },
    {
      text: `select t.relname as id from pg_class t
        join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
        where t.relkind in ('r', 'p') and (t.relname = 'organization' or exists (
            select from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id'
              and not a.attisdropped))
          and not (t.relrowsecurity and t.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = t.oid))`,
    },
  ),
];
