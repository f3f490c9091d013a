import type { MessageName } from '../data.ts';
import { invitationTags, staffInvitationTags } from './accountReady.ts';
import { disputeNewsTags, moneyAlertTags } from './alertReady.ts';
import { creditNoteTags, refundedTags, reminderTags, voidedTags } from './correctionsReady.ts';
import { debitTags, invoiceMailTags, receiptTags } from './invoiceReady.ts';
import { nextPaymentTags } from './nextPayment.ts';
import {
  cancelledUnpaidTags,
  declinedAgainTags,
  declinedFirstTags,
  hardDeclinedTags,
  lastWarningTags,
  recoveredTags,
  retryAnnouncedTags,
} from './overdueReady.ts';
import type { ReadyTags } from './ready.ts';
import {
  cancellationUndoneTags,
  cancelledTags,
  pausedTags,
  resumedTags,
  revokedTags,
} from './subscriptionReady.ts';
import {
  changeWithdrawnTags,
  extendedTags,
  extensionUndoneTags,
  payerChangedTags,
  subscriptionChangedTags,
} from './termsReady.ts';

/** The ready-made tags of every e-mail that has some. */
export const readyTags: Partial<Record<MessageName, ReadyTags>> = {
  invoice: invoiceMailTags,
  receipt: receiptTags,
  reminder: reminderTags,
  refunded: refundedTags,
  credit_note: creditNoteTags,
  invoice_voided: voidedTags,
  debit_announced: debitTags,
  dispute_news: disputeNewsTags,
  money_alert: moneyAlertTags,
  invitation: invitationTags,
  staff_invitation: staffInvitationTags,
  declined_first: declinedFirstTags,
  declined_again: declinedAgainTags,
  declined_last_warning: lastWarningTags,
  hard_declined: hardDeclinedTags,
  retry_announced: retryAnnouncedTags,
  recovered: recoveredTags,
  cancelled_unpaid: cancelledUnpaidTags,
  joined: nextPaymentTags,
  join_approved: nextPaymentTags,
  cancelled: cancelledTags,
  cancellation_undone: cancellationUndoneTags,
  revoked: revokedTags,
  paused: pausedTags,
  resumed: resumedTags,
  plan_changed: nextPaymentTags,
  subscription_changed: subscriptionChangedTags,
  change_withdrawn: changeWithdrawnTags,
  extended: extendedTags,
  extension_undone: extensionUndoneTags,
  payer_changed: payerChangedTags,
  reactivated: nextPaymentTags,
};
