/**
 * Expected refusals. Each is a class with a stable code, an HTTP status and a sentence in both
 * languages; anything else that is thrown is a defect and crashes loudly (style.md, habit 11).
 */

import { fillIn, unknownFormats } from './refusalValues.ts';

export type Language = 'en' | 'fr';

export type Sentence = Record<Language, string>;

export type RefusalParams = Record<string, string | number>;

/** One bad field of an input: a JSON pointer and why, in both languages. */
export type FieldProblem = { pointer: string; code: string; message: Sentence };

/** Base of every expected refusal. Throw subclasses made by `defineRefusal` only. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly sentence: Sentence;
  readonly params: RefusalParams;
  readonly fields: FieldProblem[];

  constructor(spec: RefusalSpec, params: RefusalParams = {}, fields: FieldProblem[] = []) {
    super(`${spec.code}: ${fillIn(spec.sentence.en, params, 'en')}`);
    this.name = 'Refusal';
    this.code = spec.code;
    this.status = spec.status;
    this.sentence = spec.sentence;
    this.params = params;
    this.fields = fields;
  }

  /** The sentence for a person, in their language, with its values filled in. */
  say(language: Language): string {
    return fillIn(this.sentence[language], this.params, language);
  }
}

export type RefusalSpec = { code: string; status: number; sentence: Sentence };

export type RefusalClass = {
  new (params?: RefusalParams, fields?: FieldProblem[]): Refusal;
  readonly spec: RefusalSpec;
};

const registry = new Map<string, RefusalSpec>();

/**
 * Defines a refusal class. `code` is snake_case and stable (part of the API), `status` the HTTP
 * status, `sentence` what a person reads; `{name}` placeholders are filled from the parameters, as
 * they are or as `{end:day}` and the like say (`fillIn`).
 */
export function defineRefusal(code: string, status: number, sentence: Sentence): RefusalClass {
  if (registry.has(code)) throw new Error(`refusal ${code} is defined twice`);
  const wrong = unknownFormats(sentence.en + sentence.fr);
  if (wrong.length > 0) throw new Error(`refusal ${code} asks for the formats ${wrong.join(', ')}`);
  const spec: RefusalSpec = { code, status, sentence };
  registry.set(code, spec);
  return class extends Refusal {
    static readonly spec = spec;
    constructor(params: RefusalParams = {}, fields: FieldProblem[] = []) {
      super(spec, params, fields);
    }
  };
}

/** Every refusal known so far, for the API's documentation. */
export function knownRefusals(): RefusalSpec[] {
  return [...registry.values()];
}

export const NotFound = defineRefusal('not_found', 404, {
  en: 'This does not exist, or not in this organization.',
  fr: "Cet élément n'existe pas, ou pas dans cette organisation.",
});

export const InvalidInput = defineRefusal('invalid_input', 422, {
  en: 'Some fields need another look.',
  fr: 'Certains champs sont à revoir.',
});

export const NotSignedIn = defineRefusal('not_signed_in', 401, {
  en: 'Please sign in first.',
  fr: "Veuillez d'abord vous connecter.",
});

export const NotAllowed = defineRefusal('not_allowed', 403, {
  en: 'Your role does not allow this. Ask an owner or administrator of the organization.',
  fr: "Votre rôle ne le permet pas. Demandez à un propriétaire ou administrateur de l'organisation.",
});

export const StaleEdit = defineRefusal('stale_edit', 412, {
  en: 'Somebody changed this in the meantime. Reload to see their version, then edit again.',
  fr: "Quelqu'un l'a modifié entre-temps. Rechargez pour voir sa version, puis modifiez à nouveau.",
});
