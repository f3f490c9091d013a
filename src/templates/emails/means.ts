/** One text for who pays from a bank account, another for everybody else. */
export function forAccount(account: string, otherwise: string): string {
  return when('account', account, otherwise);
}

/** One text for who has no payment method at all, another for everybody else. */
export function withoutMethod(none: string, otherwise: string): string {
  return when('none', none, otherwise);
}

function when(means: 'account' | 'none', text: string, otherwise: string): string {
  return `{% if means and means == "${means}" %}${text}{% else %}${otherwise}{% endif %}`;
}
