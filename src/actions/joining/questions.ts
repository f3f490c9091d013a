import type { ContactRow } from '../../db/people/contact.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { listFields } from '../../db/settings/lists.ts';
import type { Answer } from '../../db/subscriptions/requests.ts';
import type { FieldProblem, Language, Sentence } from '../../domain/errors.ts';
import { InvalidInput } from '../../domain/errors.ts';
import type { FieldValue } from '../../domain/members/contact.ts';
import type { PredefinedQuestion } from '../../domain/subscriptions/joinForm.ts';
import { AnswerMissing, NotAsked, ownFieldOf } from '../../domain/subscriptions/joinForm.ts';
import type { Scene } from '../context.ts';
import type { Address, ContactInput } from '../people/contactInput.ts';

export type Given = FieldValue | Address;

/** A question of a plan's sign-up form, with what is known already. */
export type Question = {
  key: string;
  label: Sentence;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice' | 'phone' | 'address' | 'url';
  choices: string[];
  required: boolean;
  value: Given;
};

const predefined: Record<PredefinedQuestion, Pick<Question, 'label' | 'type'>> = {
  phone: { label: { en: 'Phone', fr: 'Téléphone' }, type: 'phone' },
  address: { label: { en: 'Address', fr: 'Adresse' }, type: 'address' },
  birthday: { label: { en: 'Birthday', fr: 'Date de naissance' }, type: 'date' },
  website: { label: { en: 'Website', fr: 'Site web' }, type: 'url' },
};

/** The questions of a plan's form for a contact; fields that were deleted are not asked. */
export async function readQuestions(
  { tx }: Pick<Scene, 'tx'>,
  plan: Pick<PlanRecord, 'joinForm'>,
  contact: ContactRow,
): Promise<Question[]> {
  const asked = plan.joinForm?.questions ?? [];
  if (asked.length === 0) return [];
  const fields = new Map((await listFields(tx)).map((field) => [field.key, field]));
  return asked.flatMap(({ key, required }): Question[] => {
    const own = ownFieldOf(key);
    if (own === null) {
      const known = key as PredefinedQuestion;
      const value = (contact[known] as Given) ?? null;
      return [{ key, ...predefined[known], choices: [], required, value }];
    }
    const field = fields.get(own);
    if (!field) return [];
    const { label_en: en, label_fr: fr, type, choices } = field;
    const value = (contact.fields[own] as FieldValue) ?? null;
    return [{ key, label: { en, fr }, type, choices, required, value }];
  });
}

/**
 * What was answered as a change of the contact, and as the applicant read it. Refuses with
 * `InvalidInput` naming each question that was left out, or was not asked.
 */
export function answersOf(
  questions: readonly Question[],
  given: Readonly<Record<string, Given>>,
  language: Language,
): { input: ContactInput; answers: Answer[] } {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const problems: FieldProblem[] = [
    ...Object.keys(given).flatMap((key) => (byKey.has(key) ? [] : [problemAt(key, NotAsked)])),
    ...questions.flatMap(({ key, required }) => {
      return required && isEmpty(given[key]) ? [problemAt(key, AnswerMissing)] : [];
    }),
  ];
  if (problems.length > 0) throw new InvalidInput({}, problems);
  const answered = questions.filter(({ key }) => given[key] !== undefined);
  return {
    input: inputOf(answered, given),
    answers: answered
      .filter(({ key }) => !isEmpty(given[key]))
      .map(({ key, label }) => ({ label: label[language], value: textOf(given[key], language) })),
  };
}

function inputOf(answered: readonly Question[], given: Readonly<Record<string, Given>>) {
  const own: Record<string, FieldValue> = {};
  const plain: Record<string, Given> = {};
  for (const { key } of answered) {
    const value = isEmpty(given[key]) ? null : given[key]!;
    const field = ownFieldOf(key);
    if (field === null) plain[key] = value;
    else own[field] = value as FieldValue;
  }
  return { ...(plain as ContactInput), ...(Object.keys(own).length > 0 ? { fields: own } : {}) };
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

function textOf(value: Given | undefined, language: Language): string {
  if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { line1, line2, postal_code: code, city, region, country } = value;
  const town = [code, city].filter(Boolean).join(' ');
  return [line1, line2, town, region, country].filter(Boolean).join(', ');
}
