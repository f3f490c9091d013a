-- How a plan is told apart at a glance: a color of the palette (the interface has a shade of each for
-- light and for dark grounds), and a picture.
alter table plan add column color text
  check (color in ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'));

-- Its bytes are addressed by their hash, so that a browser may keep them for good.
create table plan_picture (
  org_id uuid not null,
  plan_id uuid not null,
  content_type text not null check (content_type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 2 * 1024 * 1024),
  sha256 text not null check (sha256 = encode(sha256(bytes), 'hex')),
  created_at timestamptz not null,
  primary key (org_id, plan_id),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);

alter table plan_picture enable row level security;
alter table plan_picture force row level security;
create policy tenant on plan_picture to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on plan_picture to cercle_app;
