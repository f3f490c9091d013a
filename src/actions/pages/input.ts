import type { Organization } from '../../db/organizations/load.ts';
import type { PageRecord } from '../../db/pages/types.ts';
import { defineRefusal } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { PageAudience } from '../../domain/pages.ts';
import { PageOpensToNobody } from '../../domain/pages.ts';
import { type PageFacts, pageProblems } from '../../templates/pages/renderPage.ts';

export const PageTextNotValid = defineRefusal('page_text_not_valid', 422, {
  en: 'The text of this page cannot be used yet: see what is marked.',
  fr: 'Le texte de cette page ne peut pas encore servir : voyez ce qui est signalé.',
});

/** What staff say about a page; `planIds` count where plans decide, and are dropped elsewhere. */
export type PageWish = {
  path: string;
  title: string;
  teaser: string;
  body: string;
  audience: PageAudience;
  planIds: readonly string[];
  opensOverdue: boolean;
  opensPaused: boolean;
  afterDays: number;
  published: boolean;
};

export type NewPage = Pick<PageWish, 'path' | 'title'> & Partial<PageWish>;

const blank = {
  teaser: '',
  body: '',
  audience: 'members',
  planIds: [],
  opensOverdue: false,
  opensPaused: false,
  afterDays: 0,
  published: false,
} as const;

/** A page with everything left out filled in, from nothing or from what it is. */
export function completedPage(wish: NewPage, before: Partial<PageRecord> = {}): PageWish {
  const { path, title } = wish;
  const given = Object.entries(wish).filter(([, value]) => value !== undefined);
  const page: PageWish = { ...blank, ...before, ...Object.fromEntries(given), path, title };
  const isOpen = page.audience === 'everyone';
  return {
    ...page,
    title: title.trim(),
    planIds: page.audience === 'plans' ? [...new Set(page.planIds)] : [],
    opensOverdue: !isOpen && page.opensOverdue,
    opensPaused: !isOpen && page.opensPaused,
    afterDays: isOpen ? 0 : page.afterDays,
  };
}

/** Refuses with `PageTextNotValid` or `PageOpensToNobody`, each at its field. */
export function checkPage(org: Organization, page: PageWish): void {
  const problems = pageProblems(page.body, organizationFacts(org), org.language);
  if (problems.length > 0) throw new PageTextNotValid({}, problems);
  if (page.audience === 'plans' && page.planIds.length === 0) {
    throw atField(PageOpensToNobody, '/plans', { title: page.title });
  }
}

/** The organization as the smart tags of its pages name it. */
export function organizationFacts(org: Organization): PageFacts['organization'] {
  return { name: org.name, contact_email: org.settings.identity.email || null };
}
