import type { Audience, PageDetail } from '../../api/pages.ts';

export type PageWish = {
  title: string;
  path: string;
  teaser: string;
  body: string;
  audience: Audience;
  /** Ids; kept while another audience is tried, sent where plans decide. */
  plans: string[];
  opens_overdue: boolean;
  opens_paused: boolean;
  after_days: number;
  published: boolean;
};

/** What the form starts with: the page as it is, or a draft for members. */
export function startingPage(page: PageDetail | undefined): PageWish {
  return {
    title: page?.title ?? '',
    path: page?.path ?? '',
    teaser: page?.teaser ?? '',
    body: page?.body ?? '',
    audience: page?.audience ?? 'members',
    plans: page?.plans.map(({ id }) => id) ?? [],
    opens_overdue: page?.opens_overdue ?? false,
    opens_paused: page?.opens_paused ?? false,
    after_days: page?.after_days ?? 0,
    published: page?.published ?? false,
  };
}

/** The body for the server. */
export function bodyOf(wish: PageWish) {
  const { plans, ...facts } = wish;
  return facts.audience === 'plans' ? { ...facts, plans } : facts;
}

/** An address from a title: "L’atelier, étape 1" is "l-atelier-etape-1". */
export function addressFrom(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
