import { undecided } from '../../domain/renewals/states.ts';

/** The states in which nobody has decided yet, as an SQL list. */
export const undecidedSql = `(${undecided.map((state) => `'${state}'`).join(', ')})`;

/** Whether renewal `r` is about a term that has not begun by `day`: asked about, or approved. */
export const isComing = (r: string, day: string): string =>
  `(${r}.state in ${undecidedSql}
    or ${r}.state = 'approved' and ${r}.ends_on > ${day}::date)`;
