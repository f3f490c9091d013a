import type { Role } from '../domain/staff/permissions.ts';
import type { Database, Queryable } from './transaction.ts';
import { askSystem } from './transaction.ts';

export type OwnOrganization = {
  slug: string;
  name: string;
  kind: string;
  role: Role;
  sandbox: boolean;
  accent: string;
};

/** The organizations a user is staff of, by name. */
export function organizationsOf(db: Database, userId: string): Promise<OwnOrganization[]> {
  return askSystem(db, (ask) =>
    ask.query<OwnOrganization>(
      `select o.slug, o.name, o.kind, s.role, o.sandbox, o.accent from staff s
       join organization o on o.id = s.org_id where s.user_id = $1 order by fold(o.name)`,
      [userId],
    ),
  );
}

export type OwnPortal = { slug: string; name: string; accent: string };

/** The portals a member's account opens. */
export function portalsOf(db: Database, userId: string): Promise<OwnPortal[]> {
  return askSystem(db, (ask) =>
    ask.query<OwnPortal>(
      `select o.slug, o.name, o.accent from contact c join organization o on o.id = c.org_id
       where c.user_id = $1 order by fold(o.name)`,
      [userId],
    ),
  );
}

export type StaffRow = { id: string; user_id: string; name: string; email: string; role: Role };

/** Who runs the organization of the transaction. */
export function listStaff(tx: Queryable): Promise<StaffRow[]> {
  return tx.query<StaffRow>(
    `select s.id, s.user_id, p.name, p.email, s.role from staff s
     join staff_person p on p.id = s.user_id order by fold(p.name)`,
    [],
  );
}
