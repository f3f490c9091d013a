import type { Sentence } from '../../domain/errors.ts';

/** One text for who pays from a bank account, another for everybody else. */
export function forAccount(account: Sentence, otherwise: Sentence): Sentence {
  return when('account', account, otherwise);
}

/** One text for who has no payment method at all, another for everybody else. */
export function withoutMethod(none: Sentence, otherwise: Sentence): Sentence {
  return when('none', none, otherwise);
}

function when(means: 'account' | 'none', text: Sentence, otherwise: Sentence): Sentence {
  const choice = (yes: string, no: string) =>
    `{% if means and means == "${means}" %}${yes}{% else %}${no}{% endif %}`;
  return { en: choice(text.en, otherwise.en), fr: choice(text.fr, otherwise.fr) };
}
