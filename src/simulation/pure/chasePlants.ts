import { addDays } from '../../domain/dates.ts';
import type { PurePlant } from './plant.ts';

/** Bugs of overdue cases and messages (billing-rules §9, spec/overdue.md). */
export const chasePlants: Record<string, PurePlant> = {
  'retries-after-each-other': {
    about: 'retries count from the one before, not from the first failure',
    seenBy: 'retries_count_from_the_first_failure',
    bug: ({ planOverdue }) => ({
      planOverdue: (on, policy, mode) => {
        let before = 0;
        return planOverdue(on, policy, mode).map((step) => {
          const dueOn = addDays(step.dueOn, before);
          if (step.kind !== 'final') before += 2;
          return { ...step, dueOn };
        });
      },
    }),
  },
  'bounced-after-the-end': {
    about: 'money that is taken back after the end is asked for by nobody',
    seenBy: 'late_is_chased',
    bug: ({ isAskedFor }) => ({
      isAskedFor: (facts) => facts.endCause === null && isAskedFor(facts),
    }),
  },
  'ends-at-a-hard-decline': {
    about: 'a stolen card ends the membership at once, without time for a new card',
    seenBy: 'never_ended_untried',
    bug: ({ nextStep }) => ({
      nextStep: (steps, today, flags) => {
        const last = steps.at(-1)?.position ?? 0;
        return flags.hard
          ? { act: 'end', position: last, skip: [] }
          : nextStep(steps, today, flags);
      },
    }),
  },
  'mail-at-any-time': {
    about: 'two refusals of one day make two e-mails',
    seenBy: 'one_failure_mail_in_23_hours',
    bug: () => ({ mayMail: () => true }),
  },
  'mail-sent-twice': {
    about: 'the key of a message is gone, and it is queued twice',
    seenBy: 'one_message_per_cause',
    bug: () => ({
      maySay: (books, mail) => {
        books.mails.push(mail);
        return true;
      },
    }),
  },
  'never-recovers': {
    about: 'what is owed is paid, and the subscription stays overdue',
    seenBy: 'overdue_has_an_open_case',
    bug: ({ nextState }) => ({
      nextState: (action, state) => (action === 'recover' ? state : nextState(action, state)),
    }),
  },
};
