/** Shapes of pages and whom they open to. */

/** Anybody, whoever has access, or whoever has access by some plans. */
export type Audience = 'everyone' | 'members' | 'plans';

export type PageLine = {
  id: string;
  path: string;
  title: string;
  teaser: string;
  audience: Audience;
  opens_overdue: boolean;
  opens_paused: boolean;
  after_days: number;
  published: boolean;
  plans: { id: string; name: string; deleted: boolean }[];
  version: number;
};

export type PageDetail = PageLine & { body: string };

/** Whether somebody may open a page, and why. */
export type PageDecision = { open: boolean; code: string; reason: string };

export type PagePreview = {
  problems: { pointer: string; code: string; message: string }[];
  html: string | null;
  /** Whom it is shown as; null: a visitor. */
  recipient: { name: string } | null;
};

export type PageTag = { insert: string; label: string; example: string; optional: boolean };
