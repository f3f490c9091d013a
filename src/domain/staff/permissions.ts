/**
 * Who may do what: the one table. Routes, actions and the interface ask it (spec/platform.md).
 */

export type Role = 'owner' | 'administrator' | 'manager' | 'accountant' | 'reader';

export const roles: readonly Role[] = ['owner', 'administrator', 'manager', 'accountant', 'reader'];

const everybody = roles;
const administrators: readonly Role[] = ['owner', 'administrator'];
const managers: readonly Role[] = ['owner', 'administrator', 'manager'];
const money: readonly Role[] = ['owner', 'administrator', 'manager', 'accountant'];

const table = {
  'people.read': everybody,
  'people.export': money,
  'people.write': managers,
  'people.delete': administrators,
  'people.import': managers,
  'plans.read': everybody,
  'plans.write': administrators,
  'subscriptions.write': managers,
  'billing.read': everybody,
  'billing.write': money,
  'billing.run': money,
  'messages.read': managers,
  'messages.write': managers,
  /** Links in unsent mail sign in as the member they are for. */
  'messages.links': administrators,
  'activity.read': everybody,
  'settings.read': everybody,
  'settings.write': administrators,
  'staff.read': managers,
  'staff.write': administrators,
  'keys.write': administrators,
  'clock.move': administrators,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;

export const permissions = Object.keys(table) as Permission[];

/** True when the role holds the permission. */
export function may(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = table[permission];
  return holders.includes(role);
}

/** Everything a role may do, for the interface. */
export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => may(role, permission));
}
