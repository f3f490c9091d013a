/** The sign-up form of a plan: what somebody who joins by themselves is asked (joining.md). */
import * as z from 'zod';
import { defineRefusal } from '../errors.ts';

/** What every contact has a place for; own fields are named `own:` and their key. */
export const predefinedQuestions = ['phone', 'address', 'birthday', 'website'] as const;

export type PredefinedQuestion = (typeof predefinedQuestions)[number];

const key = z.union([z.enum(predefinedQuestions), z.string().regex(/^own:[a-z][a-z0-9_]{0,59}$/)]);

export const joinFormSchema = z.strictObject({
  /** A sentence or two above the form. */
  intro: z.string().trim().max(2000).default(''),
  questions: z
    .array(z.strictObject({ key, required: z.boolean().default(false) }))
    .max(30)
    .refine((all) => new Set(all.map((each) => each.key)).size === all.length)
    .default([]),
  /** They may write a few words, which staff read beside the request. */
  message: z.enum(['none', 'optional', 'required']).default('none'),
});

export type JoinForm = z.output<typeof joinFormSchema>;

export const AnswerMissing = defineRefusal('answer_missing', 422, {
  en: 'Please fill this in.',
  fr: 'Veuillez remplir ce champ.',
});

export const AnswerUnfit = defineRefusal('answer_unfit', 422, {
  en: 'This is no answer to that question, or it is too long.',
  fr: 'Cette réponse ne convient pas à la question, ou elle est trop longue.',
});

export const NotAsked = defineRefusal('not_asked', 422, {
  en: 'The form of this plan does not ask for this.',
  fr: 'Le formulaire de cette formule ne le demande pas.',
});

/** The key of an own field behind a question; null for a predefined one. */
export function ownFieldOf(question: string): string | null {
  return question.startsWith('own:') ? question.slice(4) : null;
}
