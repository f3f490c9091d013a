import type { Sentence } from '../errors.ts';

/** Where an automatic e-mail stands in the list of them, in that order. */
export const mailGroups = ['payments', 'overdue', 'subscriptions', 'account', 'staff'] as const;
export type MailGroup = (typeof mailGroups)[number];

/** How people call an automatic e-mail, and when it is sent (spec/messages.md, Templates). */
export type MailName = { group: MailGroup; title: Sentence; when: Sentence };

type Words = [title: string, when: string];

/** A name in both languages. */
export function mail(group: MailGroup, en: Words, fr: Words): MailName {
  return { group, title: { en: en[0], fr: fr[0] }, when: { en: en[1], fr: fr[1] } };
}
