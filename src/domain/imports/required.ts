import type { CellRules, Reading } from './cells.ts';
import type { Mapping } from './mapping.ts';
import { error } from './problems.ts';
import type { Profile } from './profiles/profile.ts';
import type { Target } from './targets.ts';
import { requiredTargets, targets } from './targets.ts';

/** The header of the column that holds a target, or null when a default or nothing does. */
export function headerOf(target: Target, rules: CellRules): string | null {
  const column = rules.mapping.columns.find((one) =>
    one.destinations.some((each) => each.to === 'target' && each.target === target),
  );
  return column?.header ?? null;
}

/** Adds "… is missing" for a target. */
export function requireTarget(target: Target, { problems, rules }: Reading): void {
  const { label } = targets[target];
  const column = headerOf(target, rules);
  // A cell that was refused already said so; it is not missing as well.
  if (problems.some((problem) => problem.column === column && column !== null)) return;
  problems.push(error('required', column, { field: label.en, field_fr: label.fr }));
}

/** What a file and its mapping leave open although every row needs it; empty when all is there. */
export function missingTargets(mapping: Mapping, profile: Profile): Target[] {
  const given = new Set<Target>();
  for (const column of mapping.columns) {
    for (const one of column.destinations) if (one.to === 'target') given.add(one.target);
  }
  for (const target of Object.keys(mapping.defaults)) given.add(target as Target);
  if (given.has('first_name') || given.has('last_name')) given.add('name');
  if (given.has('tenure')) given.add('start');
  for (const target of profile.provides) given.add(target);
  return requiredTargets.filter((target) => !given.has(target));
}
