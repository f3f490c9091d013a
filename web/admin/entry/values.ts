import type { Language } from '../../api/types.ts';
import { guessCountry, guessCurrency, guessTimezone } from './guess.ts';

export const kinds = ['creator', 'space', 'association', 'site'] as const;
export const starts = ['plan_set', 'demo', 'empty'] as const;

export type Kind = (typeof kinds)[number];
export type Start = (typeof starts)[number];

export type OwnerValues = { name: string; email: string; password: string };

export type OrganizationValues = {
  name: string;
  kind: Kind | null;
  language: Language;
  currency: string;
  timezone: string;
  country: string;
  billing_day: number;
};

/** What the form starts with: everything the browser lets us guess. */
export function firstOrganization(language: Language): OrganizationValues {
  const country = guessCountry();
  return {
    name: '',
    kind: null,
    language,
    country,
    currency: guessCurrency(country),
    timezone: guessTimezone(),
    billing_day: 1,
  };
}

/** Answer of making an organization. */
export type Made = { slug: string; work_id: string | null };

/** Where a new organization is shown: its people, or the demo being lived through. */
export function landing({ slug, work_id }: Made): string {
  return work_id ? `/preparing?org=${slug}&work=${work_id}` : `/o/${slug}/people`;
}
