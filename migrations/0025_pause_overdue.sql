-- Staff may pause what is overdue (billing-rules §13): nothing is chased meanwhile, so its cases end
-- without a winner and are set aside. When the pause ends, what is still owed is chased anew.
alter table overdue_case
  add column set_aside boolean not null default false check (not set_aside or state = 'closed');

-- A pause that begins on its day even where something is overdue then.
alter table subscription_pause add column despite_overdue boolean not null default false;
