/**
 * Every event of the activity log with the kind it belongs to (spec/activity-and-access.md).
 * How each reads in both languages is in `sentences.ts`.
 */

export type ActivityKind = 'access' | 'affiliate' | 'billing' | 'email' | 'login' | 'page';

const table = {
  contact_created: 'access',
  contact_changed: 'access',
  contact_deleted: 'access',
  contact_blocked: 'access',
  contact_unblocked: 'access',
  contact_imported: 'access',
  label_added: 'access',
  label_removed: 'access',
  note_added: 'access',
  subscription_created: 'access',
  subscription_started: 'access',
  subscription_paused: 'access',
  subscription_resumed: 'access',
  subscription_extended: 'access',
  pack_used: 'access',
  pack_use_undone: 'access',
  subscription_changed: 'access',
  subscription_payer_changed: 'access',
  subscription_change_planned: 'access',
  subscription_change_withdrawn: 'access',
  subscription_cancelling: 'access',
  subscription_cancellation_undone: 'access',
  subscription_cancelled: 'access',
  subscription_expired: 'access',
  access_suspended: 'access',
  access_restored: 'access',
  plan_created: 'access',
  plan_changed: 'access',
  price_changed: 'access',
  price_change_undone: 'access',
  bulk_done: 'access',
  plan_archived: 'access',
  plan_deleted: 'access',
  settings_changed: 'access',
  staff_changed: 'access',
  import_done: 'access',
  import_undone: 'access',
  invoice_issued: 'billing',
  proforma_issued: 'billing',
  invoice_voided: 'billing',
  invoice_written_off: 'billing',
  credit_note_issued: 'billing',
  charge_succeeded: 'billing',
  charge_failed: 'billing',
  charge_unknown: 'billing',
  payment_recorded: 'billing',
  payment_reversed: 'billing',
  credit_added: 'billing',
  credit_used: 'billing',
  refund_made: 'billing',
  refund_failed: 'billing',
  payment_method_changed: 'billing',
  overdue_opened: 'billing',
  overdue_recovered: 'billing',
  overdue_lost: 'billing',
  overdue_paused: 'billing',
  overdue_resumed: 'billing',
  overdue_moved: 'billing',
  billing_held: 'billing',
  email_queued: 'email',
  email_sent: 'email',
  email_failed: 'email',
  invited: 'login',
  signed_in: 'login',
  sign_in_failed: 'login',
  signed_out: 'login',
  password_changed: 'login',
} as const satisfies Record<string, ActivityKind>;

export type ActivityEvent = keyof typeof table;

/** The kind an event belongs to. */
export function kindOf(event: ActivityEvent): ActivityKind {
  return table[event];
}
