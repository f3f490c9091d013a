import type { MessageName } from '../data.ts';
import { invitationTags, staffInvitationTags } from './accountReady.ts';
import { disputeNewsTags, moneyAlertTags } from './alertReady.ts';
import { invoiceTags, numberTags } from './invoiceWords.ts';
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

/** The ready-made tags of every e-mail that has some. */
export const readyTags: Partial<Record<MessageName, ReadyTags>> = {
  invoice: invoiceTags,
  receipt: nextPaymentTags,
  reminder: invoiceTags,
  invoice_voided: invoiceTags,
  debit_announced: numberTags,
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
  cancellation_undone: nextPaymentTags,
  resumed: nextPaymentTags,
  plan_changed: nextPaymentTags,
  subscription_changed: nextPaymentTags,
  change_withdrawn: nextPaymentTags,
  extended: nextPaymentTags,
  extension_undone: nextPaymentTags,
  reactivated: nextPaymentTags,
};
