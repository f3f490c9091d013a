import { newId } from '../../ids.ts';
import type { Organization } from '../organizations/load.ts';
import type { Tx } from '../transaction.ts';

/**
 * The frozen identity that invoices issued now refer to: the latest one when the organization is
 * still called and located as it says, else a new row. `now` is an ISO instant.
 */
export async function currentIdentity(tx: Tx, org: Organization, now: string): Promise<string> {
  const identity = JSON.stringify({
    ...org.settings.identity,
    name: org.name,
    organization_country: org.country,
  });
  const latest = await tx.maybeOne<{ id: string; same: boolean }>(
    `select id, identity = $1::jsonb as same from organization_identity
     where org_id = app_org() order by created_at desc, id desc limit 1`,
    [identity],
  );
  if (latest?.same) return latest.id;
  const id = newId();
  await tx.exec(
    `insert into organization_identity (org_id, id, identity, created_at)
     values (app_org(), $1, $2, $3)`,
    [id, identity, now],
  );
  return id;
}
