/**
 * The life of a renewal (renewals.md, "The renewal's states"): what may be done in which state, and
 * where it leads. Server, buttons and the daily run ask this table; a null is a refusal.
 */
import { defineRefusal } from '../errors.ts';

export const renewalStates = [
  'scheduled',
  'sent',
  'change_requested',
  'intervention',
  'approved',
  'refused',
  'completed',
  'lapsed',
] as const;

export type RenewalState = (typeof renewalStates)[number];

export const renewalActs = [
  'send',
  'offer',
  'ask',
  'approve',
  'refuse',
  'intervene',
  'resume',
  'reset',
  'complete',
  'lapse',
] as const;

export type RenewalAct = (typeof renewalActs)[number];

export const RenewalNotInState = defineRefusal('renewal_not_in_state', 409, {
  en: 'A renewal that is {state:renewal} does not allow this.',
  fr: 'Un renouvellement {state:renewal} ne le permet pas.',
});

type Row = Record<RenewalState, RenewalState | null>;

const nowhere: Row = {
  scheduled: null,
  sent: null,
  change_requested: null,
  intervention: null,
  approved: null,
  refused: null,
  completed: null,
  lapsed: null,
};

function from(states: readonly RenewalState[], to: RenewalState): Row {
  return { ...nowhere, ...Object.fromEntries(states.map((state) => [state, to])) };
}

/** Those that nobody has decided yet. */
export const undecided = ['scheduled', 'sent', 'change_requested', 'intervention'] as const;

/** Act × state → next state, or null when it is refused. */
export const renewalTransitions: Record<RenewalAct, Row> = {
  send: from(undecided, 'sent'),
  offer: {
    ...nowhere,
    scheduled: 'scheduled',
    sent: 'sent',
    change_requested: 'change_requested',
    intervention: 'intervention',
  },
  // What staff look into already stays theirs.
  ask: { ...from(['sent', 'change_requested'], 'change_requested'), intervention: 'intervention' },
  approve: from(undecided, 'approved'),
  refuse: from([...undecided, 'approved'], 'refused'),
  intervene: from(['scheduled', 'sent', 'change_requested'], 'intervention'),
  resume: from(['intervention'], 'sent'),
  reset: from(['approved', 'refused', 'lapsed'], 'sent'),
  complete: from(['approved'], 'completed'),
  lapse: from([...undecided, 'approved'], 'lapsed'),
};

/** The state after an act; a renewal never sent goes back to waiting for its day. */
export function nextRenewalState(
  act: RenewalAct,
  { state, sentAt }: { state: RenewalState; sentAt: string | null },
): RenewalState {
  const next = renewalTransitions[act][state];
  if (next === null) throw new RenewalNotInState({ state });
  const isBack = act === 'reset' || act === 'resume';
  return isBack && sentAt === null ? 'scheduled' : next;
}

/** What may be done in a state, for buttons. */
export function allowedRenewalActs(state: RenewalState): RenewalAct[] {
  return renewalActs.filter((act) => renewalTransitions[act][state] !== null);
}
