import type { ContactRow } from '../../db/people/contact.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { listFields } from '../../db/settings/lists.ts';
import type { Sentence } from '../../domain/errors.ts';
import type { FieldValue } from '../../domain/members/contact.ts';
import type { PredefinedQuestion } from '../../domain/subscriptions/joinForm.ts';
import { ownFieldOf } from '../../domain/subscriptions/joinForm.ts';
import type { Scene } from '../context.ts';
import type { Address } from '../people/contactInput.ts';

export type Given = FieldValue | Address;

/** A question of a plan's sign-up form, with what is known already. */
export type Question = {
  key: string;
  label: Sentence;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice' | 'phone' | 'address' | 'url';
  choices: string[];
  required: boolean;
  /** Null for what only staff see. */
  value: Given;
  /** Only staff see it: left empty, it stays as it is. */
  unseen: boolean;
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
      return [{ key, ...predefined[known], choices: [], required, value, unseen: false }];
    }
    const field = fields.get(own);
    if (!field) return [];
    const { label_en: en, label_fr: fr, type, choices } = field;
    const unseen = field.visibility === 'staff';
    const value = unseen ? null : ((contact.fields[own] as FieldValue) ?? null);
    return [{ key, label: { en, fr }, type, choices, required, value, unseen }];
  });
}
