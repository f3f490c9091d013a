import type { Named } from '../../../api/types.ts';
import type { BulkAct, Does } from './acts.ts';

/** What the forms of acts on many people hold. */
export type BulkValues = {
  /** Only their subscriptions to this plan. */
  only_plan_id: string | null;
  plan_id: string | null;
  price_id: string | null;
  /** Empty: each one's stays. */
  quantity: number | string;
  payer: Named | null;
  by: 'days' | 'until';
  days: number | string;
  until: string | null;
  from_on: string | null;
  until_on: string | null;
  access: 'usual' | 'open' | 'closed';
  reason: string;
  comment: string;
  stop_collecting: boolean;
  benefit_id: string | null;
  /** "2026-11"; null: all that is to do. */
  month: string | null;
};

/** The form's values before anything is chosen. */
export const startValues: BulkValues = {
  only_plan_id: null,
  plan_id: null,
  price_id: null,
  quantity: '',
  payer: null,
  by: 'days',
  days: 7,
  until: null,
  from_on: null,
  until_on: null,
  access: 'usual',
  reason: '',
  comment: '',
  stop_collecting: false,
  benefit_id: null,
  month: null,
};

/** The act as the API takes it; null while something is missing. */
export function doesOf(act: BulkAct, values: BulkValues): Does {
  const { reason, payer } = values;
  switch (act) {
    case 'change':
      return changeOf(values);
    case 'payer':
      return payer && { act, payer_id: payer.id };
    case 'deliver':
      return deliveryOf(values);
    case 'extend':
      return extensionOf(values);
    case 'pause':
      return pauseOf(values);
    case 'cancel':
      return { act, reason, stop_collecting: values.stop_collecting };
    case 'renewal_send':
      return { act: 'renewal', does: 'send' };
    case 'renewal_approve':
      return { act: 'renewal', does: 'approve' };
    case 'renewal_refuse':
      return { act: 'renewal', does: 'refuse', reason, comment: values.comment };
    case 'renewal_intervene':
      return reason.trim() ? { act: 'renewal', does: 'intervene', reason } : null;
    case 'revoke':
    case 'decline':
      return { act, reason };
    default:
      return { act };
  }
}

/** Acts on people as such, whatever they subscribe to. */
export function isOfPeople(act: BulkAct): boolean {
  return act === 'delete' || act === 'deliver';
}

/** The part of whom it concerns that the form says. */
export function onlyOf(act: BulkAct, { only_plan_id }: BulkValues): { only_plan_id?: string } {
  return !isOfPeople(act) && only_plan_id ? { only_plan_id } : {};
}

function deliveryOf({ benefit_id, month }: BulkValues): Does {
  return benefit_id === null ? null : { act: 'deliver', benefit_id, ...(month ? { month } : {}) };
}

function changeOf({ plan_id, price_id, quantity }: BulkValues): Does {
  if (!plan_id || !price_id) return null;
  const count = Number(quantity);
  return { act: 'change', plan_id, price_id, ...(count >= 1 ? { quantity: count } : {}) };
}

function extensionOf({ by, days, until, reason }: BulkValues): Does {
  if (by === 'until') return until ? { act: 'extend', until, reason } : null;
  return Number(days) >= 1 ? { act: 'extend', days: Number(days), reason } : null;
}

function pauseOf({ from_on, until_on, access }: BulkValues): Does {
  const from = from_on ? { from_on } : {};
  const kept = access === 'usual' ? {} : { keeps_access: access === 'open' };
  return { act: 'pause', until_on, ...from, ...kept };
}
