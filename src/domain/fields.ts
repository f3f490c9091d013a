import type { FieldProblem, RefusalClass, RefusalParams } from './errors.ts';

/** Makes a refusal that also points at one field of the input (a JSON pointer like /start_on). */
export function atField(Refused: RefusalClass, pointer: string, params: RefusalParams = {}) {
  const { code } = Refused.spec;
  const plain = new Refused(params);
  const problem: FieldProblem = {
    pointer,
    code,
    message: { en: plain.say('en'), fr: plain.say('fr') },
  };
  return new Refused(params, [problem]);
}
