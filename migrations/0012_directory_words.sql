-- Which words the texts of the members list are made of. A misspelt word is compared with these
-- few instead of with every text.

-- The words of a text: letters between 3 and 40 long, each once. The same characters part words in
-- src/db/directory/correct.ts.
create function words_of(search text) returns setof text language sql immutable parallel safe rows 8
as $$
  select distinct word
  from regexp_split_to_table(search, '[\s!-@\[-`{-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+')
    word
  where length(word) between 3 and 40
$$;

-- The people who have a word are the sum over its rows: nobody waits for somebody else to count the
-- same word, who only leaves one row more until the next time.
create table directory_word (
  org_id uuid not null references organization (id) on delete cascade,
  word text not null,
  id bigint generated always as identity,
  people int not null check (people <> 0),
  primary key (org_id, word, id)
);
create index directory_word_near on directory_word using gin (org_id, word gin_trgm_ops)
  with (gin_pending_list_limit = 64);

-- Counts the words of texts that went and of texts that came.
create function count_words(org uuid, went text[], came text[]) returns void language sql as $$
  with change as (
    select word, sum(people)::int as people from (
      select word, 1 as people from unnest(came) text cross join words_of(text) word
      union all
      select word, -1 from unnest(went) text cross join words_of(text) word
    ) each group by word having sum(people) <> 0
  ), before as (
    delete from directory_word d where d.ctid = any (array(
      select w.ctid from directory_word w join change on change.word = w.word
      where w.org_id = org for update of w skip locked))
    returning d.word, d.people
  )
  insert into directory_word (org_id, word, people)
  select o.id, word, sum(people)::int
  from (select * from change union all select * from before) each
  join organization o on o.id = org
  group by o.id, word having sum(people) <> 0
$$;

create function directory_text_counts_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform count_words(org_id, '{}', array_agg(search)) from came group by org_id;
  elsif tg_op = 'DELETE' then
    perform count_words(org_id, array_agg(search), '{}') from went group by org_id;
  else
    perform count_words(went.org_id, array_agg(went.search), array_agg(came.search))
    from went join came using (org_id, contact_id)
    where went.search <> came.search group by went.org_id;
  end if;
  return null;
end $$;
create trigger words_came after insert on directory_text
  referencing new table as came for each statement execute function directory_text_counts_words();
create trigger words_went after delete on directory_text
  referencing old table as went for each statement execute function directory_text_counts_words();
create trigger words_changed after update on directory_text
  referencing old table as went new table as came
  for each statement execute function directory_text_counts_words();

-- The owner of the tables sees the texts there are, once.
alter table directory_text no force row level security;
insert into directory_word (org_id, word, people)
select org_id, word, count(*) from directory_text cross join words_of(search) word group by 1, 2;
alter table directory_text force row level security;

alter table directory_word enable row level security;
alter table directory_word force row level security;
create policy tenant on directory_word to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
create policy reader on directory_word for select to cercle_reader using (true);
grant select, insert, update, delete on directory_word to cercle_app;
grant select on directory_word to cercle_reader;
