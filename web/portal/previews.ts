/** What taking something back means, as the portal says it beside the button. */

/** What resuming today bills, and when next; minor units. */
export type ResumePreview = {
  next_billing_on: string | null;
  invoice: { total: number } | null;
  currency: string;
};

/** What goes on when a cancellation is taken back; minor units. */
export type UndoPreview = {
  next_billing_on: string | null;
  amount_after: number;
  currency: string;
};

export type PausePreview = {
  from_on: string;
  until_on: string | null;
  paused_days: number | null;
  next_billing_on: string | null;
  credit: number | null;
  currency: string;
};
