-- Overdue cases keep the schedule they began with, beside every later change of a date and its
-- author; a retry remembers that it was announced, so nobody reads of it twice.

alter table overdue_step add column planned_on date;
alter table overdue_step add column announced_at timestamptz;
comment on column overdue_step.planned_on is
  'the date of the schedule stored at the first failure; null: a step that was added later';
update overdue_step set planned_on = due_on;

-- Cases that are open now began before schedules were stored with them: theirs is what they have.
update overdue_case c set policy = c.policy || jsonb_build_object('announce_days', 0, 'offsets', (
  select coalesce(jsonb_agg(s.due_on - c.first_failed_on order by s.position), '[]')
  from overdue_step s
  where s.org_id = c.org_id and s.case_id = c.id and s.kind <> 'final'));

create table overdue_move (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- date: staff chose another day; more_time: staff gave days; last_chance: the clock had stood
  -- past the end (downtime, a pause), so the member is told, and tried, once more
  kind text not null check (kind in ('date', 'more_time', 'last_chance')),
  days int,
  to_on date not null,
  reason text not null default '',
  actor jsonb not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, case_id) references overdue_case (org_id, id) on delete cascade
);
create index overdue_move_case on overdue_move (org_id, case_id);

alter table overdue_move enable row level security;
alter table overdue_move force row level security;
create policy tenant on overdue_move to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on overdue_move to cercle_app;

-- The recovered and lost cases of a month.
create index overdue_closed on overdue_case (org_id, closed_on) where closed_on is not null;
