import { hashSecret } from '../../db/identity.ts';
import type { Database } from '../../db/transaction.ts';
import { askSystem, inSystem } from '../../db/transaction.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Identity } from '../../gateways/identity/port.ts';
import { newToken } from '../../ids.ts';
import type { OrganizationInput, Outside } from './createOrganization.ts';
import { checkOrganization, createOrganization } from './createOrganization.ts';

export const SetupLinkInvalid = defineRefusal('setup_link_invalid', 403, {
  en: 'This set-up link is not valid any more. Start Cercle again: it prints a new one.',
  fr: "Ce lien d'installation n'est plus valable. Relancez Cercle : il en affiche un nouveau.",
});

/** True while no organization exists. */
export async function setupNeeded(db: Database): Promise<boolean> {
  const row = await askSystem(db, (ask) =>
    ask.one<{ needed: boolean }>('select not exists (select from organization) as needed', []),
  );
  return row.needed;
}

/** A new one-time set-up token; earlier ones stop working. */
export async function makeSetupToken(db: Database): Promise<string> {
  const token = newToken();
  await inSystem(db, async (tx) => {
    await tx.exec('delete from setup_link where used_at is null', []);
    await tx.exec('insert into setup_link (token_hash) values ($1)', [hashSecret(token)]);
  });
  return token;
}

/** True when the token may still be used. */
export async function setupTokenValid(db: Database, token: string): Promise<boolean> {
  const row = await askSystem(db, (ask) =>
    ask.maybeOne('select 1 as ok from setup_link where token_hash = $1 and used_at is null', [
      hashSecret(token),
    ]),
  );
  return row !== undefined;
}

export type SetUpInput = {
  owner: { name: string; email: string; password: string };
  organization: OrganizationInput;
  plans: 'plan_set' | 'none';
};

/**
 * First set-up: the owner's account and their organization. The token is spent before anything is
 * made, so that two visits at once make one organization; without a token (the CLI, which already
 * has the database in its hands) it may be run again for further organizations.
 */
export async function setUp(
  outside: Outside & { identity: Identity },
  input: SetUpInput,
  token: string | null,
): Promise<{ id: string; slug: string; userId: string }> {
  checkOrganization(input.organization);
  if (token !== null) await spend(outside, token);
  const { owner, organization, plans } = input;
  const user =
    token === null
      ? await ownerOf(outside.identity, input)
      : await outside.identity.createUser(
          owner.email,
          owner.name,
          owner.password,
          organization.language,
        );
  const made = await createOrganization(outside, organization, {
    ownerId: user.id,
    ownerName: owner.name,
    plans,
  });
  return { ...made, userId: user.id };
}

async function ownerOf(identity: Identity, input: SetUpInput) {
  const { owner, organization } = input;
  const user = await identity.ensureUser(owner.email, owner.name, organization.language);
  if (!(await identity.hasPassword(user.id))) await identity.setPassword(user.id, owner.password);
  return user;
}

async function spend({ db, clock }: Outside, token: string): Promise<void> {
  const spent = await inSystem(db, (tx) =>
    tx.exec('update setup_link set used_at = $2 where token_hash = $1 and used_at is null', [
      hashSecret(token),
      clock.now(),
    ]),
  );
  if (spent === 0) throw new SetupLinkInvalid();
}
