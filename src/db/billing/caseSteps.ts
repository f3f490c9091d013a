import type { LocalDate } from '../../domain/dates.ts';
import type { MovedStep } from '../../domain/overdue/moves.ts';
import type { Tx } from '../transaction.ts';

export type StepDone = {
  caseId: string;
  position: number;
  outcome: 'paid' | 'declined' | 'unknown' | 'sent' | 'skipped' | 'cancelled' | null;
  attemptId: string | null;
};

/** Marks steps as carried out; a retry's outcome follows with its attempt. */
export async function finishSteps(tx: Tx, done: readonly StepDone[], at: string): Promise<void> {
  if (done.length === 0) return;
  await tx.exec(
    `update overdue_step s set done_at = $1, outcome = d.outcome, attempt_id = d."attemptId"
     from jsonb_to_recordset($2::jsonb)
       as d ("caseId" uuid, position int, outcome text, "attemptId" uuid)
     where s.org_id = app_org() and s.case_id = d."caseId" and s.position = d.position
       and s.done_at is null`,
    [at, JSON.stringify(done)],
  );
}

/** Writes what became of the attempts of retries. */
export async function setStepOutcomes(
  tx: Tx,
  attemptIds: readonly string[],
  outcome: 'paid' | 'declined' | 'unknown',
): Promise<void> {
  if (attemptIds.length === 0) return;
  await tx.exec(
    `update overdue_step s set outcome = $2 from payment_attempt a
     join overdue_case c on c.org_id = app_org() and c.invoice_id = a.invoice_id
     where a.org_id = app_org() and a.id = any($1::uuid[]) and s.org_id = app_org()
       and s.case_id = c.id and s.attempt_id = a.id`,
    [attemptIds, outcome],
  );
}

/** Puts steps of a case on other days. */
export async function moveSteps(
  tx: Tx,
  caseId: string,
  moves: readonly MovedStep[],
): Promise<void> {
  await tx.exec(
    `update overdue_step s set due_on = d."dueOn", announced_at = null
     from jsonb_to_recordset($2::jsonb) as d (position int, "dueOn" date)
     where s.org_id = app_org() and s.case_id = $1 and s.position = d.position
       and s.done_at is null`,
    [caseId, JSON.stringify(moves)],
  );
}

/** Why a step does not stand where the schedule had it: who moved it, when, and why. */
export type CaseMove = {
  caseId: string;
  kind: 'date' | 'more_time' | 'last_chance';
  days: number | null;
  toOn: LocalDate;
  reason: string;
};

/** Writes down changes of dates. */
export async function insertMoves(
  tx: Tx,
  moves: readonly CaseMove[],
  by: { actor: unknown; now: string },
): Promise<void> {
  if (moves.length === 0) return;
  await tx.exec(
    `insert into overdue_move (org_id, id, case_id, kind, days, to_on, reason, actor, created_at)
     select app_org(), uuid_v7(), d."caseId", d.kind, d.days, d."toOn", d.reason, $2, $3
     from jsonb_to_recordset($1::jsonb)
       as d ("caseId" uuid, kind text, days int, "toOn" date, reason text)`,
    [JSON.stringify(moves), JSON.stringify(by.actor), by.now],
  );
}

export type GrantedStep = {
  caseId: string;
  kind: 'retry' | 'reminder';
  /** A retry comes on the day of the end; a reminder is sent now. */
  dueOn: LocalDate;
  sentAt: string | null;
  endsOn: LocalDate;
};

/** One more step for cases, and the day to which their end moves. */
export async function addSteps(tx: Tx, granted: readonly GrantedStep[]): Promise<void> {
  if (granted.length === 0) return;
  const rows = JSON.stringify(granted);
  await tx.exec(
    `insert into overdue_step (org_id, case_id, position, kind, due_on, done_at, outcome)
     select app_org(), d."caseId", (select max(s.position) + 1 from overdue_step s
         where s.org_id = app_org() and s.case_id = d."caseId"), d.kind, d."dueOn", d."sentAt",
       case when d."sentAt" is null then null else 'sent' end
     from jsonb_to_recordset($1::jsonb)
       as d ("caseId" uuid, kind text, "dueOn" date, "sentAt" timestamptz)`,
    [rows],
  );
  await tx.exec(
    `update overdue_step s set due_on = d."endsOn"
     from jsonb_to_recordset($1::jsonb) as d ("caseId" uuid, "endsOn" date)
     where s.org_id = app_org() and s.case_id = d."caseId" and s.kind = 'final'
       and s.done_at is null`,
    [rows],
  );
}

/** Remembers which retries were announced, so that nobody reads of one twice. */
export async function noteAnnounced(
  tx: Tx,
  steps: readonly { caseId: string; position: number }[],
  at: string,
): Promise<void> {
  if (steps.length === 0) return;
  await tx.exec(
    `update overdue_step s set announced_at = $2
     from jsonb_to_recordset($1::jsonb) as d ("caseId" uuid, position int)
     where s.org_id = app_org() and s.case_id = d."caseId" and s.position = d.position`,
    [JSON.stringify(steps), at],
  );
}
