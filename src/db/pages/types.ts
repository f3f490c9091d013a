import type { PageRule } from '../../domain/pages.ts';

/** A page as lists show it: all but its text. */
export type PageLine = PageRule & {
  id: string;
  path: string;
  title: string;
  /** What who may not open it reads. */
  teaser: string;
  version: number;
  /** The plans that open it, in their order; a deleted one goes on opening for who has it. */
  plans: { id: string; name: string; deleted: boolean }[];
};

export type PageRecord = PageLine & {
  /** Its text, with smart tags and the markup of pages. */
  body: string;
};
