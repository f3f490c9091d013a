import { sqlCheck } from './check.ts';

/** Pages: whom plans open them to, and what the log says of who was there. */
export const pageChecks = [
  sqlCheck(
    'pages_open_to_somebody',
    {
      en: 'A page that plans open has a plan that opens it',
      fr: 'Une page ouverte par des formules en a au moins une',
    },
    {
      text: `select g.id from page g
        where g.org_id = app_org() and g.deleted_at is null and g.audience = 'plans'
          and not exists (select from page_plan x where x.org_id = app_org()
            and x.page_id = g.id)`,
    },
  ),
  sqlCheck(
    'plans_only_where_they_decide',
    {
      en: 'Plans stand on no page that everybody or all members may open',
      fr: 'Aucune formule ne figure sur une page ouverte à tous ou à tous les membres',
    },
    {
      text: `select g.id from page g
        where g.org_id = app_org() and g.audience <> 'plans'
          and exists (select from page_plan x where x.org_id = app_org() and x.page_id = g.id)`,
    },
  ),
  sqlCheck(
    'pages_opened_once_a_while',
    {
      en: 'A page that somebody opens is told once in half an hour',
      fr: "Une page ouverte par quelqu'un est notée une fois par demi-heure",
    },
    {
      text: `select a.id from activity a
        where a.org_id = app_org() and a.event = 'page_opened'
          and exists (select from activity o where o.org_id = app_org()
            and o.contact_id = a.contact_id and o.event = 'page_opened' and o.id <> a.id
            and o.data ->> 'page_id' = a.data ->> 'page_id'
            and o.at > a.at - interval '30 minutes' and o.at <= a.at)`,
    },
  ),
];
