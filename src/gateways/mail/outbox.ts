import type { MailGateway } from './port.ts';

/** The part of a logger that is needed here. */
export type OutboxLog = { info(facts: Record<string, unknown>, text: string): void };

/** Keeps mail instead of sending it. The log names messages and templates, never people. */
export function outboxMail(log: OutboxLog): MailGateway {
  return {
    kind: 'outbox',
    note: (kept) => {
      for (const { id, template } of kept)
        log.info({ message: id, template }, 'kept in the outbox');
    },
  };
}
