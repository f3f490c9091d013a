/** Whether renewal `r` is about a term that has not begun by `day`: asked about, or approved. */
export const isComing = (r: string, day: string): string =>
  `(${r}.state in ('scheduled', 'sent', 'change_requested', 'intervention')
    or ${r}.state = 'approved' and ${r}.ends_on > ${day}::date)`;
