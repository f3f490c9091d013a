/** Refusals of the database, and the one place that knows PostgreSQL's error codes. */

import { defineRefusal, Refusal } from '../domain/errors.ts';
import { PlanFull } from '../domain/subscriptions/seats.ts';

export const MissingOrganization = defineRefusal('missing_organization', 403, {
  en: 'No organization was chosen for this. Open one of your organizations and try again.',
  fr: "Aucune organisation n'est choisie. Ouvrez l'une de vos organisations et réessayez.",
});

export const ForeignOrganization = defineRefusal('foreign_organization', 403, {
  en: 'This belongs to another organization, or your access does not cover it.',
  fr: 'Cet élément appartient à une autre organisation, ou votre accès ne le couvre pas.',
});

export const DatabaseAway = defineRefusal('database_away', 503, {
  en: 'The database does not answer at the moment. Nothing was saved; try again in a minute.',
  fr: "La base de données ne répond pas. Rien n'a été enregistré ; réessayez dans une minute.",
});

export const DiskFull = defineRefusal('disk_full', 507, {
  en: 'The disk of the server is full. Nothing was saved; ask whoever runs it to free some space.',
  fr: "Le disque du serveur est plein. Rien n'a été enregistré ; demandez à l'hébergeur de libérer de la place.",
});

export const DatabaseBusy = defineRefusal('database_busy', 503, {
  en: 'Somebody else was changing the same things. Nothing was saved; please try again.',
  fr: "Quelqu'un modifiait les mêmes éléments. Rien n'a été enregistré ; veuillez réessayer.",
});

export const DatabaseSlow = defineRefusal('database_slow', 503, {
  en: 'This took too long and was stopped. Nothing was saved; narrow it down and try again.',
  fr: "L'opération était trop longue et a été arrêtée. Rien n'a été enregistré ; restreignez-la.",
});

const byState: Record<string, typeof DatabaseAway> = {
  '40001': DatabaseBusy,
  '40P01': DatabaseBusy,
  '53100': DiskFull,
  '53300': DatabaseAway,
  '55P03': DatabaseBusy,
  '57014': DatabaseSlow,
  '57P01': DatabaseAway,
  '57P02': DatabaseAway,
  '57P03': DatabaseAway,
};

const awaySystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** How pg and pg-pool word a lost connection; they give no code for it. */
const lostConnection = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout exceeded when trying',
  'Cannot use a pool after',
];

/** Which of PostgreSQL's or Node's error codes an error carries, if any. */
export function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True when the whole transaction may simply be tried again (serialization, deadlock). */
export function isRepeatable(error: unknown): boolean {
  const state = stateOf(error);
  return state === '40001' || state === '40P01';
}

/**
 * The refusal that stands for a database error, with the error as its `cause`; anything unexpected
 * comes back unchanged, because it is a defect and must stay loud.
 */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const Kind = refusalFor(error);
  if (!Kind) return error;
  const refusal = new Kind();
  refusal.cause = error;
  return refusal;
}

function refusalFor(error: Error): typeof DatabaseAway | undefined {
  const state = stateOf(error) ?? '';
  if (lacksOrganization(error, state)) return MissingOrganization;
  if (state === '42501' && error.message.includes('row-level security')) return ForeignOrganization;
  if (state === '23514' && constraintOf(error) === 'plan_capacity') return PlanFull;
  if (byState[state]) return byState[state];
  const isLost = lostConnection.some((start) => error.message.startsWith(start));
  const isAway = isLost || state.startsWith('08') || awaySystemCodes.has(state);
  return isAway ? DatabaseAway : undefined;
}

/** The constraint that refused, where PostgreSQL names one. */
function constraintOf(error: Error): unknown {
  return 'constraint' in error ? error.constraint : undefined;
}

/** A policy read `app.org` where nothing had set it: unknown, or empty in a used session. */
function lacksOrganization(error: Error, state: string): boolean {
  if (state === '42704') return error.message.includes('"app.org"');
  return state === '22P02' && error.message.endsWith('type uuid: ""');
}
