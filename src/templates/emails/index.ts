import type { MessageName } from '../data.ts';
import { invitation, magicLink, passwordReset, staffInvitation } from './account.ts';
import { disputeNews, moneyAlert } from './alerts.ts';
import type { InBothLanguages } from './blocks.ts';
import { invoiceVoided, refunded, reminder } from './corrections.ts';
import { creditNote } from './creditNote.ts';
import { debitAnnounced } from './debits.ts';
import { invoice, receipt } from './invoices.ts';
import { joinApproved, joinDeclined, joined, joinRequested, signUp } from './joining.ts';
import { declinedAgain, declinedFirst, declinedLastWarning, hardDeclined } from './overdue.ts';
import { retryAnnounced } from './overdueAhead.ts';
import { cancelledUnpaid, recovered } from './overdueEnd.ts';
import { planNotice } from './planNotice.ts';
import { renewalApproved, renewalNotice, renewalRefused, renewalReminder } from './renewals.ts';
import { cancelled, paused, planChanged, resumed } from './subscriptions.ts';
import {
  extended,
  payerChanged,
  priceChanged,
  priceKept,
  reactivated,
  subscriptionChanged,
} from './subscriptionTerms.ts';
import {
  cancellationUndone,
  changeWithdrawn,
  extensionUndone,
  revoked,
} from './subscriptionUndone.ts';

/** The service e-mails as they are before an organization edits them. */
export const defaultTemplates: Record<MessageName, InBothLanguages> = {
  invitation,
  magic_link: magicLink,
  sign_up: signUp,
  password_reset: passwordReset,
  staff_invitation: staffInvitation,
  invoice,
  receipt,
  declined_first: declinedFirst,
  declined_again: declinedAgain,
  declined_last_warning: declinedLastWarning,
  hard_declined: hardDeclined,
  retry_announced: retryAnnounced,
  debit_announced: debitAnnounced,
  recovered,
  cancelled_unpaid: cancelledUnpaid,
  joined,
  join_requested: joinRequested,
  join_approved: joinApproved,
  join_declined: joinDeclined,
  renewal_notice: renewalNotice,
  renewal_reminder: renewalReminder,
  renewal_approved: renewalApproved,
  renewal_refused: renewalRefused,
  cancelled,
  revoked,
  cancellation_undone: cancellationUndone,
  refunded,
  reminder,
  paused,
  resumed,
  plan_changed: planChanged,
  subscription_changed: subscriptionChanged,
  change_withdrawn: changeWithdrawn,
  extended,
  extension_undone: extensionUndone,
  reactivated,
  payer_changed: payerChanged,
  price_changed: priceChanged,
  price_kept: priceKept,
  credit_note: creditNote,
  plan_notice: planNotice,
  invoice_voided: invoiceVoided,
  dispute_news: disputeNews,
  money_alert: moneyAlert,
};
