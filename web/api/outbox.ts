import type { Named } from './types.ts';

/** Shapes of messages and of the activity log. */

export type MessageState = 'queued' | 'outbox' | 'sent' | 'failed' | 'withheld';

export type OutboxRow = {
  id: string;
  template: string;
  subject: string;
  to: string | null;
  contact: Named | null;
  state: MessageState;
  language: string;
  created_at: string;
  sent_at: string | null;
  error: string | null;
  attachments: { name: string }[];
};

export type OutboxMessage = OutboxRow & { body_text: string; body_html: string };

export type LogEntry = {
  id: string;
  at: string;
  kind: string;
  event: string;
  sentence: string;
  contact: Named | null;
  invoice: { id: string; number: string } | null;
  actor: { kind: string; name: string | null };
};
