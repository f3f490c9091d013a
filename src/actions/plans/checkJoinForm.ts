import { fieldDefinitions } from '../../db/people/contact.ts';
import type { Tx } from '../../db/transaction.ts';
import { defineRefusal } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { JoinForm } from '../../domain/subscriptions/joinForm.ts';
import { ownFieldOf } from '../../domain/subscriptions/joinForm.ts';

export const FieldUnknown = defineRefusal('field_unknown', 422, {
  en: 'There is no own field "{key}" any more. Take the question out.',
  fr: "Il n'y a plus de champ personnalisé « {key} ». Retirez la question.",
});

/** A form asks for own fields that exist. Refuses with `FieldUnknown` at the question. */
export async function checkJoinForm(tx: Tx, form: JoinForm | null): Promise<void> {
  const own = (form?.questions ?? []).map(({ key }) => ownFieldOf(key));
  if (own.every((key) => key === null)) return;
  const known = new Set((await fieldDefinitions(tx)).map(({ key }) => key));
  const place = own.findIndex((key) => key !== null && !known.has(key));
  if (place < 0) return;
  throw atField(FieldUnknown, `/join_form/questions/${place}`, { key: own[place]! });
}
