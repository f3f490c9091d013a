import type { Tx } from '../db/transaction.ts';
import { defineRefusal } from '../domain/errors.ts';

export const RequestInProgress = defineRefusal('request_in_progress', 409, {
  en: 'The same request is being worked on, or its answer was lost. Look at the result before sending it anew.',
  fr: 'La même requête est en cours, ou sa réponse a été perdue. Vérifiez le résultat avant de la renvoyer.',
});

export const KeyUsedOtherwise = defineRefusal('idempotency_key_reused', 422, {
  en: 'This Idempotency-Key was already used for another request. Use a new key.',
  fr: "Cette clé d'idempotence a déjà servi pour une autre requête. Utilisez une nouvelle clé.",
});

/**
 * An incoming request's Idempotency-Key (billing-rules §6). The first transaction of the request
 * claims it, so the key and the effect are committed together or not at all.
 */
export type Once = { key: string; hash: string; claimed: boolean };

/** Claims the key in the effect's transaction; refuses when another request holds it. */
export async function claimOnce(tx: Tx, once: Once, now: string): Promise<void> {
  if (once.claimed) return;
  const row = await tx.maybeOne<{ key: string }>(
    `insert into idempotency_key (org_id, key, request_hash, created_at)
     values (app_org(), $1, $2, $3) on conflict do nothing returning key`,
    [once.key, once.hash, now],
  );
  if (!row) throw new RequestInProgress();
}

export type StoredAnswer = { status: number; response: unknown };

/**
 * The stored answer of an earlier request with this key; null when the key is new. Refuses
 * when it was used for another request, or when the earlier one has no answer yet.
 */
export async function earlierAnswer(tx: Tx, once: Once): Promise<StoredAnswer | null> {
  const row = await tx.maybeOne<{ request_hash: string; status: number | null; response: unknown }>(
    'select request_hash, status, response from idempotency_key where key = $1',
    [once.key],
  );
  if (!row) return null;
  if (row.request_hash !== once.hash) throw new KeyUsedOtherwise();
  if (row.status === null) throw new RequestInProgress();
  return { status: row.status, response: row.response };
}

/** Keeps the answer, so that the same request gets it again. */
export async function storeAnswer(tx: Tx, once: Once, answer: StoredAnswer): Promise<void> {
  await tx.exec('update idempotency_key set status = $2, response = $3 where key = $1', [
    once.key,
    answer.status,
    JSON.stringify(answer.response ?? null),
  ]);
}
