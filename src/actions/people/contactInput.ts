import type { ContactRow } from '../../db/people/contact.ts';
import {
  fieldDefinitions,
  findByEmail,
  findContact,
  paysForOthers,
} from '../../db/people/contact.ts';
import { checkPayerTax } from '../../domain/billing/reverseCharge.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import { InvalidInput, Refusal } from '../../domain/errors.ts';
import type { FieldValue } from '../../domain/members/contact.ts';
import {
  ContactExists,
  cleanEmail,
  fieldProblems,
  PayerChain,
} from '../../domain/members/contact.ts';
import type { Scene } from '../context.ts';

export type Address = Partial<
  Record<'line1' | 'line2' | 'postal_code' | 'city' | 'region' | 'country', string>
>;

export type ContactInput = {
  kind?: 'person' | 'company';
  display_name?: string;
  first_name?: string | null;
  last_name?: string | null;
  email?: string | null;
  consent?: 'none' | 'subscribed' | 'unsubscribed';
  phone?: string | null;
  discord?: string | null;
  website?: string | null;
  vat_number?: string | null;
  /** As a payer they owe the tax themselves; needs both VAT numbers. */
  reverse_charge?: boolean;
  job_title?: string | null;
  birthday?: string | null;
  language?: 'en' | 'fr' | null;
  timezone?: string | null;
  company_id?: string | null;
  company_name?: string;
  payer_id?: string | null;
  address?: Address | null;
  billing_address?: Address | null;
  fields?: Record<string, FieldValue>;
  labels?: string[];
};

const badEmail = {
  pointer: '/email',
  code: 'not_email',
  message: { en: 'This is not an e-mail address.', fr: "Ce n'est pas une adresse e-mail." },
};

/**
 * Checks what a form says about a contact and cleans it. Refuses with `InvalidInput` naming each
 * field, `ContactExists` when the address belongs to somebody else, `PayerChain`.
 */
export async function checkContact(
  scene: Scene,
  input: ContactInput,
  id: string | null,
): Promise<ContactInput> {
  const problems: FieldProblem[] = [];
  const clean = { ...input };
  if (input.email) {
    const email = cleanEmail(input.email);
    if (email === null) problems.push(badEmail);
    else clean.email = email;
  }
  if (input.fields) {
    problems.push(...fieldProblems(await fieldDefinitions(scene.tx), input.fields));
  }
  await checkLinks(scene, input, problems);
  if (problems.length > 0) throw new InvalidInput({}, problems);
  if (clean.email) await refuseTaken(scene, clean.email, id);
  if (input.payer_id) await refuseChain(scene, input.payer_id, id);
  return clean;
}

async function checkLinks(scene: Scene, input: ContactInput, problems: FieldProblem[]) {
  for (const key of ['company_id', 'payer_id'] as const) {
    const linked = input[key];
    if (!linked || (await findContact(scene.tx, linked))) continue;
    problems.push({
      pointer: `/${key}`,
      code: 'not_found',
      message: { en: 'This contact does not exist.', fr: "Ce contact n'existe pas." },
    });
  }
}

async function refuseTaken(scene: Scene, email: string, id: string | null): Promise<void> {
  const other = await findByEmail(scene.tx, email);
  if (!other || other.id === id) return;
  throw new ContactExists({ name: other.display_name, existing_id: other.id });
}

async function refuseChain(scene: Scene, payerId: string, id: string | null): Promise<void> {
  const payer = await findContact(scene.tx, payerId);
  const isChain = payer?.payer_id != null || (id !== null && (await paysForOthers(scene.tx, id)));
  if (payerId === id || isChain) throw new PayerChain();
}

/**
 * Refuses what `checkPayerTax` refuses of a contact that is new (null) or changes, and answers
 * whether it begins or ends to be billed in reverse charge.
 */
export function turnOfTax(
  { org }: Scene,
  before: ContactRow | null,
  input: ContactInput,
): 'set' | 'ended' | null {
  const was = {
    reverseCharge: before?.reverse_charge ?? false,
    vatNumber: before?.vat_number ?? null,
  };
  const becomes = {
    reverseCharge: input.reverse_charge ?? was.reverseCharge,
    vatNumber: input.vat_number === undefined ? was.vatNumber : input.vat_number,
  };
  const name = input.display_name ?? before?.display_name ?? '';
  checkPayerTax({ seller: org.settings.identity.vat_number, name }, was, becomes);
  if (becomes.reverseCharge === was.reverseCharge) return null;
  return becomes.reverseCharge ? 'set' : 'ended';
}

/** A unique key broke although it was checked: two did the same at once. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  const cause = error instanceof Refusal ? error.cause : error;
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === '23505' &&
    'constraint' in cause &&
    cause.constraint === constraint
  );
}
