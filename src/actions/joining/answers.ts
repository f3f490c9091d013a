import type { Answer } from '../../db/subscriptions/requests.ts';
import { isLocalDate } from '../../domain/dates.ts';
import type { FieldProblem, Language } from '../../domain/errors.ts';
import { InvalidInput } from '../../domain/errors.ts';
import type { FieldValue } from '../../domain/members/contact.ts';
import { formatMoney } from '../../domain/money.ts';
import {
  AnswerMissing,
  AnswerUnfit,
  NotAsked,
  ownFieldOf,
} from '../../domain/subscriptions/joinForm.ts';
import type { ContactInput } from '../people/contactInput.ts';
import type { Given, Question } from './questions.ts';

/** How an answer is written down: the organization's language, and the currency of amounts. */
export type Wording = { language: Language; currency: string };

/**
 * What was answered as a change of the contact, and as the applicant read it. Refuses with
 * `InvalidInput` naming each question that was left out, was not asked, or has no such answer.
 */
export function answersOf(
  questions: readonly Question[],
  given: Readonly<Record<string, Given>>,
  wording: Wording,
): { input: ContactInput; answers: Answer[] } {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const problems: FieldProblem[] = [
    ...Object.keys(given).flatMap((key) => (byKey.has(key) ? [] : [problemAt(key, NotAsked)])),
    ...questions.flatMap((question) => problemsOf(question, given[question.key])),
  ];
  if (problems.length > 0) throw new InvalidInput({}, problems);
  const answered = questions.filter(({ key }) => given[key] !== undefined);
  return {
    input: inputOf(answered, given),
    answers: answered
      .filter(({ key }) => !isEmpty(given[key]))
      .map((question) => ({
        label: question.label[wording.language],
        value: textOf(question, given[question.key], wording),
      })),
  };
}

function inputOf(answered: readonly Question[], given: Readonly<Record<string, Given>>) {
  const own: Record<string, FieldValue> = {};
  const plain: Record<string, Given> = {};
  for (const { key, unseen } of answered) {
    if (unseen && isEmpty(given[key])) continue;
    const value = isEmpty(given[key]) ? null : given[key]!;
    const field = ownFieldOf(key);
    if (field === null) plain[key] = value;
    else own[field] = value as FieldValue;
  }
  return { ...(plain as ContactInput), ...(Object.keys(own).length > 0 ? { fields: own } : {}) };
}

function problemsOf(question: Question, value: Given | undefined): FieldProblem[] {
  const { key, type, required } = question;
  // A box that has to be ticked is one that says yes.
  const isLacking = isEmpty(value) || (type === 'boolean' && value === false);
  if (required && isLacking) return [problemAt(key, AnswerMissing)];
  return isEmpty(value) || fits(question, value) ? [] : [problemAt(key, AnswerUnfit)];
}

/** As long as staff may write them, too (contacts.ts). */
const longest = { text: 5000, phone: 40, url: 300 };

function fits({ type, choices }: Question, value: Given | undefined): boolean {
  switch (type) {
    case 'text':
    case 'phone':
    case 'url':
      return typeof value === 'string' && value.length <= longest[type];
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    case 'date':
      return typeof value === 'string' && isLocalDate(value);
    case 'number':
      return Number.isFinite(value);
    case 'amount':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'address':
      return typeof value === 'object';
  }
}

function problemAt(key: string, Refused: typeof AnswerMissing): FieldProblem {
  const refusal = new Refused();
  const message = { en: refusal.say('en'), fr: refusal.say('fr') };
  return { pointer: `/answers/${key}`, code: Refused.spec.code, message };
}

function isEmpty(value: Given | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.values(value).every((part) => !part?.trim());
}

const yesNo = { en: ['yes', 'no'], fr: ['oui', 'non'] } as const;

function textOf({ type }: Question, value: Given | undefined, wording: Wording): string {
  const { language, currency } = wording;
  if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
  if (type === 'amount') return formatMoney({ amount: value as number, currency }, language);
  if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
  const { line1, line2, postal_code: code, city, region, country } = value;
  const town = [code, city].filter(Boolean).join(' ');
  return [line1, line2, town, region, country].filter(Boolean).join(', ');
}
