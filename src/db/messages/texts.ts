import type { Language } from '../../domain/errors.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** A text as it is stored: subject, title and blocks, or none of them for the default. */
export type StoredText = { subject: string; title: string; blocks: unknown[] };

export type TextKey = { name: string; language: Language };

/** One version of an e-mail's text. `text` null: the default was taken back. */
export type TextVersion = TextKey & {
  version: number;
  text: StoredText | null;
  /** Who wrote it; null for the system. */
  author: string | null;
  at: string;
  /** When an e-mail could last not be written in it, and why. */
  failedAt: string | null;
  failedProblem: string | null;
};

const columns = `name, language, version, case when subject is null then null else
    jsonb_build_object('subject', subject, 'title', title, 'blocks', blocks) end as text,
  actor ->> 'name' as author, at, failed_at as "failedAt", failed_problem as "failedProblem"`;

/** The current version of every text that was ever edited. */
export function currentTexts(tx: Queryable): Promise<TextVersion[]> {
  return tx.query<TextVersion>(
    `select distinct on (name, language) ${columns} from template_version
     where org_id = app_org() order by name, language, version desc`,
    [],
  );
}

/** The versions of one text, latest first. */
export function versionsOf(tx: Queryable, key: TextKey, limit: number): Promise<TextVersion[]> {
  return tx.query<TextVersion>(
    `select ${columns} from template_version
     where org_id = app_org() and name = $1 and language = $2 order by version desc limit $3`,
    [key.name, key.language, limit],
  );
}

/** One version of one text; undefined when there is none. */
export function findVersion(
  tx: Queryable,
  { name, language, version }: TextKey & { version: number },
): Promise<TextVersion | undefined> {
  return tx.maybeOne<TextVersion>(
    `select ${columns} from template_version
     where org_id = app_org() and name = $1 and language = $2 and version = $3`,
    [name, language, version],
  );
}

type NewVersion = TextKey & {
  /** The version that was edited; 0 where there was none. */
  seen: number;
  text: StoredText | null;
  actor: unknown;
  at: string;
};

/** Adds the version after the one that was seen; false when another came in between. */
export async function addVersion(tx: Tx, added: NewVersion): Promise<boolean> {
  const { name, language, seen, text, actor, at } = added;
  const rows = await tx.exec(
    `insert into template_version
       (org_id, name, language, version, subject, title, blocks, actor, at)
     select app_org(), $1, $2, $3::int + 1, $4, $5, $6, $7, $8
     where $3 = (select coalesce(max(version), 0) from template_version
       where org_id = app_org() and name = $1 and language = $2)
     on conflict do nothing`,
    [
      ...[name, language, seen, text?.subject ?? null, text?.title ?? null],
      ...[text ? JSON.stringify(text.blocks) : null, JSON.stringify(actor), at],
    ],
  );
  return rows === 1;
}

/** Notes that an e-mail could not be written in a version. */
export async function noteTextFailure(
  tx: Tx,
  key: TextKey & { version: number },
  failure: { at: string; problem: string },
): Promise<void> {
  await tx.exec(
    `update template_version set failed_at = $4, failed_problem = $5
     where org_id = app_org() and name = $1 and language = $2 and version = $3`,
    [key.name, key.language, key.version, failure.at, failure.problem.slice(0, 500)],
  );
}
