import type { FastifyError, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { asRefusal } from '../db/refusals.ts';
import type { FieldProblem, Language, Refusal as RefusalType } from '../domain/errors.ts';
import { defineRefusal, InvalidInput, Refusal } from '../domain/errors.ts';

const FileTooLarge = defineRefusal('upload_too_large', 413, {
  en: 'This is larger than what can be sent at once. Split it into smaller files.',
  fr: "C'est plus gros que ce qui peut être envoyé en une fois. Découpez-le en plusieurs fichiers.",
});
const TooManyRequests = defineRefusal('too_many_requests', 429, {
  en: 'That was a lot at once. Wait a minute, then try again.',
  fr: "Cela fait beaucoup d'un coup. Attendez une minute, puis réessayez.",
});
const BadRequest = defineRefusal('bad_request', 400, {
  en: 'The request could not be read. Check that its body is valid JSON.',
  fr: "La requête n'a pas pu être lue. Vérifiez que son contenu est du JSON valide.",
});
const Unexpected = defineRefusal('unexpected', 500, {
  en: 'Something broke on our side and nothing was saved. The log of the server says what; try again.',
  fr: "Une panne s'est produite de notre côté, rien n'a été enregistré. Le journal du serveur dit laquelle ; réessayez.",
});

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: { pointer: string; code: string; message: string }[];
  [extra: string]: unknown;
};

/** The language a caller reads, from `Accept-Language`; English when it names neither. */
export function callerLanguage(header: string | undefined): Language {
  const first = /\b(fr|en)\b/i.exec(header ?? '');
  return first?.[1]?.toLowerCase() === 'fr' ? 'fr' : 'en';
}

/** Any thrown thing as a refusal: known ones as they are, schema errors with their fields. */
export function toRefusal(error: unknown): { refusal: RefusalType; expected: boolean } {
  const mapped = asRefusal(error);
  if (mapped instanceof Refusal) return { refusal: mapped, expected: true };
  if (hasZodFastifySchemaValidationErrors(mapped)) {
    return { refusal: new InvalidInput({}, schemaProblems(mapped)), expected: true };
  }
  const status = (mapped as FastifyError).statusCode;
  if (status === 413) return { refusal: new FileTooLarge(), expected: true };
  if (status === 429) return { refusal: new TooManyRequests(), expected: true };
  if (status !== undefined && status >= 400 && status < 500) {
    return { refusal: new BadRequest(), expected: true };
  }
  return { refusal: new Unexpected(), expected: false };
}

/** Sends a refusal as `application/problem+json` (RFC 9457) in the caller's language. */
export function sendProblem(reply: FastifyReply, refusal: RefusalType, language: Language) {
  const problem: Problem = {
    type: `/docs/errors#${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status: refusal.status,
    code: refusal.code,
    detail: refusal.say(language),
    ...refusal.params,
  };
  if (refusal.fields.length > 0) {
    problem.fields = refusal.fields.map(({ pointer, code, message }) => {
      return { pointer, code, message: message[language] };
    });
  }
  return reply
    .status(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

type SchemaIssue = { instancePath: string; keyword: string; message?: string; params?: unknown };

function schemaProblems(error: { validation: unknown[] }): FieldProblem[] {
  return (error.validation as SchemaIssue[]).flatMap((issue) => {
    const keys = unknownKeys(issue);
    if (keys.length > 0) {
      return keys.map((key) =>
        problemAt(`${issue.instancePath.replace(/\/$/, '')}/${key}`, 'unrecognized_keys'),
      );
    }
    return [problemAt(issue.instancePath || '/', issue.keyword)];
  });
}

function unknownKeys(issue: SchemaIssue): string[] {
  const params = issue.params as { keys?: unknown } | undefined;
  if (issue.keyword !== 'unrecognized_keys' || !Array.isArray(params?.keys)) return [];
  return params.keys.filter((key): key is string => typeof key === 'string');
}

const sentences: Record<string, { en: string; fr: string }> = {
  invalid_type: {
    en: 'This is missing or of the wrong kind.',
    fr: 'Valeur absente ou du mauvais type.',
  },
  unrecognized_keys: { en: 'This field is not known here.', fr: "Ce champ n'existe pas ici." },
  too_small: { en: 'This is too short or too small.', fr: 'Trop court ou trop petit.' },
  too_big: { en: 'This is too long or too large.', fr: 'Trop long ou trop grand.' },
  invalid_format: {
    en: 'This is not written as expected.',
    fr: "Ce n'est pas écrit comme attendu.",
  },
  invalid_value: {
    en: 'This is not one of the possible values.',
    fr: 'Cette valeur ne fait pas partie des choix.',
  },
  invalid_union: {
    en: 'This is not one of the possible shapes.',
    fr: 'Cette forme ne fait pas partie des choix.',
  },
};

function problemAt(pointer: string, code: string): FieldProblem {
  const message = sentences[code] ?? { en: 'This needs another look.', fr: 'Ceci est à revoir.' };
  return { pointer, code, message };
}
