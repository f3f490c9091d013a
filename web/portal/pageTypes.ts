import type { Offer } from './joinTypes.ts';

/** A page of the organization, and whether one may open it. */
export type ContentLine = {
  path: string;
  title: string;
  teaser: string;
  open: boolean;
  code: string;
  reason: string;
};

export type ContentList = { items: ContentLine[]; known: boolean };

/** `html` is the server's own markup around escaped text; null for who may not open it. */
export type ContentPage = ContentLine & { html: string | null; offers: Offer[]; known: boolean };
