import { useState } from 'react';
import type { Answer, OwnOffer } from '../joinTypes.ts';
import { usePortal } from '../portal.ts';

/** What stands in the form of a plan; the price by its id, amounts in minor units. */
export type JoinValues = {
  price: string;
  amount: number | null;
  quantity: number;
  counts: Record<string, number>;
  answers: Record<string, Answer>;
  message: string;
};

/**
 * What somebody has filled in, kept in this tab while they give a card elsewhere: `found` is what
 * was kept before and still fits the plan.
 */
export function useJoinDraft(offer: OwnOffer) {
  const { org, overview } = usePortal();
  const key = `cercle.join ${org} ${overview.me.email} ${offer.id}`;
  const [found] = useState(() => readDraft(key, offer));
  return {
    found,
    keep: (values: JoinValues) => sessionStorage.setItem(key, JSON.stringify(values)),
    forget: () => sessionStorage.removeItem(key),
  };
}

function readDraft(key: string, offer: OwnOffer): JoinValues | null {
  const kept = sessionStorage.getItem(key);
  const values = kept === null ? null : (JSON.parse(kept) as JoinValues);
  if (!values || offer.prices.every(({ id }) => id !== values.price)) return null;
  // The form may have changed since: a question that is asked no more is not answered.
  const asked = offer.questions.map(({ key: question, value }) => {
    return [question, values.answers[question] ?? value] as const;
  });
  return { ...values, answers: Object.fromEntries(asked) };
}
