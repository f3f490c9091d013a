import { allDrafts } from '../../db/invoices/drafts.ts';
import { manualInvoice } from '../../domain/billing/manual.ts';
import type { Check } from './check.ts';
import { foundOf } from './check.ts';

/** Drafts keep a total to be listed by: it is what their lines and taxes come to (§5, §11). */
export const draftChecks: Check[] = [
  {
    name: 'draft_is_its_lines',
    title: {
      en: 'The total of each draft is what its lines and taxes come to',
      fr: 'Le total de chaque brouillon est celui de ses lignes et de leurs taxes',
    },
    find: async ({ tx }) => {
      const drafts = await allDrafts(tx);
      const wrong = drafts.filter((draft) => manualInvoice(draft).total !== draft.total);
      return foundOf(wrong.map(({ id }) => id));
    },
  },
];
