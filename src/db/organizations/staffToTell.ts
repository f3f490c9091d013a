import type { Language } from '../../domain/errors.ts';
import type { Role } from '../../domain/staff/permissions.ts';
import type { Queryable } from '../transaction.ts';

/** One of the staff, and the language of their account. */
export type StaffAddress = { email: string; language: Language };

/** Addresses of the organization's staff in one of the roles, by address. */
export function staffToTell(tx: Queryable, roles: readonly Role[]): Promise<StaffAddress[]> {
  return tx.query<StaffAddress>(
    `select p.email, p.language from staff s join staff_person p on p.id = s.user_id
     where s.org_id = app_org() and s.role = any($1::text[]) order by p.email`,
    [roles],
  );
}
