-- The texts of automatic e-mails as the organization wrote them, every version: the highest one is
-- used. One without a text says that the default was taken back.
create table template_version (
  org_id uuid not null references organization (id) on delete cascade,
  name text not null check (name ~ '^[a-z][a-z_]{1,59}$'),
  language text not null check (language in ('en', 'fr')),
  version integer not null check (version > 0),
  subject text,
  title text,
  blocks jsonb check (jsonb_typeof(blocks) = 'array'),
  -- who wrote it, as the activity log knows them
  actor jsonb not null,
  at timestamptz not null,
  -- e-mails that could not be written in it and went out in the default text: the latest, and why
  failed_at timestamptz,
  failed_problem text,
  primary key (org_id, name, language, version),
  check (num_nulls(subject, title, blocks) in (0, 3)),
  check (num_nulls(failed_at, failed_problem) in (0, 2))
);

alter table template_version enable row level security;
alter table template_version force row level security;
create policy tenant on template_version to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update (failed_at, failed_problem) on template_version to cercle_app;

-- Mail on the outbox page is written when it is looked at: in the text that held when it was put
-- there. 0: the default text.
alter table message add column text_version integer check (text_version >= 0);
