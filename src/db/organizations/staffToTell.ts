import type { Role } from '../../domain/staff/permissions.ts';
import type { Queryable } from '../transaction.ts';

/** Addresses of the organization's staff in one of the roles, by address. */
export function staffToTell(tx: Queryable, roles: readonly Role[]): Promise<{ email: string }[]> {
  return tx.query<{ email: string }>(
    `select p.email from staff s join staff_person p on p.id = s.user_id
     where s.org_id = app_org() and s.role = any($1::text[]) order by p.email`,
    [roles],
  );
}
