-- Each of the staff reads what is written to them in the language of their own account.
create or replace view staff_person with (security_barrier) as
  select u.id, u.name, u.email, u.language from auth.user u
  where exists (select from staff s where s.user_id = u.id and s.org_id = app_org());
