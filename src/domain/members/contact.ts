import type { FieldProblem } from '../errors.ts';
import { defineRefusal } from '../errors.ts';

export const ContactExists = defineRefusal('contact_exists', 409, {
  en: 'Somebody with this e-mail is already here: {name}. Open their record instead.',
  fr: 'Une personne avec cet e-mail existe déjà : {name}. Ouvrez plutôt sa fiche.',
});

export const ContactStillRunning = defineRefusal('contact_still_running', 409, {
  en: '{name} still has a running subscription ({plan}). End it first, then delete.',
  fr: '{name} a encore un abonnement en cours ({plan}). Terminez-le, puis supprimez.',
});

export const PayerChain = defineRefusal('payer_chain', 422, {
  en: 'Somebody who pays for others cannot be paid for, and nobody pays for themselves.',
  fr: "Qui paie pour d'autres ne peut pas être payé par un tiers, ni payer pour soi-même.",
});

export const LabelByRule = defineRefusal('label_by_rule', 409, {
  en: 'The label {name} is given by a rule and goes when the rule no longer applies.',
  fr: "Le libellé {name} est donné par une règle et part quand elle ne s'applique plus.",
});

export const AddressTaken = defineRefusal('name_taken', 409, {
  en: '{name} already exists here. Names are unique.',
  fr: '{name} existe déjà ici. Les noms sont uniques.',
});

export type FieldDefinition = {
  key: string;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';
  choices: string[];
};

export type FieldValue = string | number | boolean | null;

const email = /^[^\s@<>()",;:\\[\]]+@[^\s@<>()",;:\\[\]]+\.[^\s@<>()",;:\\[\].]{2,}$/u;

/** The address trimmed, its domain in lower case; null when it is not an address (RFC 5321). */
export function cleanEmail(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 254 || !email.test(trimmed)) return null;
  const at = trimmed.lastIndexOf('@');
  return `${trimmed.slice(0, at)}@${trimmed.slice(at + 1).toLowerCase()}`;
}

/**
 * What is wrong with own-field values: unknown keys and values of the wrong type, one problem
 * each. Amounts are minor units, dates YYYY-MM-DD; null erases a value.
 */
export function fieldProblems(
  definitions: FieldDefinition[],
  values: Record<string, FieldValue>,
): FieldProblem[] {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  return Object.entries(values).flatMap(([key, value]) => {
    const definition = byKey.get(key);
    const pointer = `/fields/${key}`;
    if (!definition) return [problem(pointer, 'unknown_field')];
    if (value === null || fits(definition, value)) return [];
    return [problem(pointer, `not_${definition.type}`)];
  });
}

function fits(definition: FieldDefinition, value: string | number | boolean): boolean {
  switch (definition.type) {
    case 'text':
      return typeof value === 'string' && value.length <= 5000;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'amount':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'date':
      return (
        typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value)
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && definition.choices.includes(value);
  }
}

const sentences: Record<string, { en: string; fr: string }> = {
  unknown_field: { en: 'There is no such field.', fr: "Ce champ n'existe pas." },
  not_text: { en: 'This must be a text.', fr: 'Il faut un texte.' },
  not_number: { en: 'This must be a number.', fr: 'Il faut un nombre.' },
  not_amount: { en: 'This must be an amount.', fr: 'Il faut un montant.' },
  not_date: { en: 'This must be a date.', fr: 'Il faut une date.' },
  not_boolean: { en: 'This must be yes or no.', fr: 'Il faut oui ou non.' },
  not_choice: {
    en: 'This is not one of the choices.',
    fr: 'Cette valeur ne fait pas partie des choix.',
  },
};

function problem(pointer: string, code: string): FieldProblem {
  return { pointer, code, message: sentences[code]! };
}
