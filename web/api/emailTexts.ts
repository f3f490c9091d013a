import type { Language } from './types.ts';

/** Shapes of the texts of automatic e-mails. */

export type ParagraphKind = 'text' | 'alert' | 'small';

export type EmailBlock =
  | { kind: ParagraphKind; text: string }
  | { kind: 'facts'; rows: { label: string; value: string }[] }
  | { kind: 'button'; label: string; url: string };

export type EmailText = { subject: string; title: string; blocks: EmailBlock[] };

export type EmailTextState = {
  language: Language;
  /** 0 where it was never edited. */
  version: number;
  edited: boolean;
  edited_by: string | null;
  edited_at: string | null;
  failed_at: string | null;
  failed_problem: string | null;
};

export type EmailGroup = 'payments' | 'overdue' | 'subscriptions' | 'account' | 'staff';

type About = { name: string; group: EmailGroup; label: string; when: string };

export type EmailRow = About & { texts: EmailTextState[] };

export type EmailTag = { insert: string; label: string; example: string; optional: boolean };
export type EmailLink = { url: string; label: string; required: boolean };
export type EmailVersion = { version: number; edited: boolean; by: string | null; at: string };

export type EmailTextDetail = About &
  EmailTextState & {
    text: EmailText;
    default_text: EmailText;
    tags: EmailTag[];
    links: EmailLink[];
    versions: EmailVersion[];
  };

export type EmailPreview = {
  problems: { pointer: string; code: string; message: string }[];
  subject: string | null;
  html: string | null;
  text: string | null;
  recipient: { name: string; language: Language } | null;
};
