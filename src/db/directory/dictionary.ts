/**
 * The words of an organization's list with how many people have each (`directory_word`): what
 * misspelt words are compared with. The database counts them itself as texts come and go.
 */

import type { Tx } from '../transaction.ts';

/** Words with another count than the texts give, both read at one moment. */
const miscounted = `
  select coalesce(t.word, w.word) as word,
    coalesce(t.people, 0) - coalesce(w.people, 0) as missing
  from (select word, count(*) as people from directory_text cross join words_of(search) word
    where org_id = app_org() group by word) t
  full join (select word, sum(people) as people from directory_word where org_id = app_org()
    group by word having sum(people) <> 0) w on w.word = t.word
  where t.people is distinct from w.people`;

/** For the doctor. The id is a digest, as a word may be somebody's name. */
export const miscountedWords = `
  select left(md5(word), 12) as id from (${miscounted}) each`;

const oneRowEach = `
  with before as (
    delete from directory_word d where d.ctid = any (array(
      select w.ctid from directory_word w where w.org_id = app_org() and w.word in (
        select word from directory_word where org_id = app_org() group by word having count(*) > 1)
      for update skip locked))
    returning d.word, d.people
  )
  insert into directory_word (org_id, word, people)
  select app_org(), word, sum(people) from before group by word having sum(people) <> 0`;

/** Puts the counts right, whoever counts meanwhile, and leaves one row for each word. */
export async function recountWords(tx: Tx): Promise<void> {
  await tx.exec(
    `insert into directory_word (org_id, word, people)
     select app_org(), word, missing from (${miscounted}) each`,
  );
  await tx.exec(oneRowEach);
}
