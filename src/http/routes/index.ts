import type { Route } from '../route.ts';
import { activityRoutes } from './admin/activity.ts';
import { benefitRoutes } from './admin/benefits.ts';
import { billingRoutes } from './admin/billing.ts';
import { bulkRoutes } from './admin/bulk.ts';
import { clockRoutes } from './admin/clock.ts';
import { contactRoutes } from './admin/contacts.ts';
import { creditNoteRoutes } from './admin/creditNotes.ts';
import { debitRoutes } from './admin/debits.ts';
import { deliveryRoutes } from './admin/deliveries.ts';
import { disputeRoutes } from './admin/disputes.ts';
import { documentRoutes } from './admin/documents.ts';
import { duplicateRoutes } from './admin/duplicates.ts';
import { emailTextRoutes } from './admin/emailTexts.ts';
import { exportRoutes } from './admin/export.ts';
import { gatewayBookRoutes } from './admin/gatewayBooks.ts';
import { gatewayRoutes } from './admin/gateways.ts';
import { importRunRoutes } from './admin/importRuns.ts';
import { importRoutes } from './admin/imports.ts';
import { invoiceDraftRoutes } from './admin/invoiceDrafts.ts';
import { invoiceSendingRoutes } from './admin/invoiceSending.ts';
import { invoiceRoutes } from './admin/invoices.ts';
import { mandateRoutes } from './admin/mandates.ts';
import { messageRoutes } from './admin/messages.ts';
import { noteRoutes } from './admin/notes.ts';
import { organizationRoutes } from './admin/organization.ts';
import { overdueRoutes } from './admin/overdue.ts';
import { overdueActRoutes } from './admin/overdueActs.ts';
import { overdueFigureRoutes } from './admin/overdueFigures.ts';
import { overdueTryRoutes } from './admin/overdueTries.ts';
import { overviewRoutes } from './admin/overview.ts';
import { pageRoutes } from './admin/pages.ts';
import { paymentRoutes } from './admin/payments.ts';
import { peopleRoutes } from './admin/people.ts';
import { planPictureRoutes } from './admin/planPictures.ts';
import { planRoutes } from './admin/plans.ts';
import { priceChangeRoutes } from './admin/priceChanges.ts';
import { queryRoutes } from './admin/query.ts';
import { renewalRoutes } from './admin/renewals.ts';
import { reportRowRoutes } from './admin/reportRows.ts';
import { reportRoutes } from './admin/reports.ts';
import { requestRoutes } from './admin/requests.ts';
import { segmentRoutes } from './admin/segments.ts';
import { settingsRoutes } from './admin/settings.ts';
import { staffRoutes } from './admin/staff.ts';
import { subscriptionChangeRoutes } from './admin/subscriptionChange.ts';
import { subscriptionEndRoutes } from './admin/subscriptionEnds.ts';
import { subscriptionPauseRoutes } from './admin/subscriptionPauses.ts';
import { subscriptionRoutes } from './admin/subscriptions.ts';
import { subscriptionUseRoutes } from './admin/subscriptionUses.ts';
import { workRoutes } from './admin/work.ts';
import { portalFaceRoutes } from './portal/face.ts';
import { portalJoiningRoutes } from './portal/joining.ts';
import { portalMandateRoutes } from './portal/mandate.ts';
import { portalMeRoutes } from './portal/me.ts';
import { portalMethodRoutes } from './portal/methods.ts';
import { portalPaymentRoutes } from './portal/payments.ts';
import { portalPictureRoutes } from './portal/planPictures.ts';
import { portalRenewalRoutes } from './portal/renewals.ts';
import { portalChangeRoutes } from './portal/subscriptionChange.ts';
import { portalReturnRoutes } from './portal/subscriptionReturn.ts';
import { portalSubscriptionRoutes } from './portal/subscriptions.ts';
import { demoRoutes } from './public/demo.ts';
import { invitationRoutes } from './public/invitations.ts';
import { publicJoiningRoutes } from './public/joining.ts';
import { publicPageRoutes } from './public/pages.ts';
import { passwordRoutes } from './public/passwords.ts';
import { sessionRoutes } from './public/session.ts';
import { setupRoutes } from './public/setup.ts';

/** Every route of the API; the tests walk this list. */
export const allRoutes: Route[] = [
  ...sessionRoutes,
  ...publicJoiningRoutes,
  ...publicPageRoutes,
  ...passwordRoutes,
  ...setupRoutes,
  ...demoRoutes,
  ...invitationRoutes,
  ...organizationRoutes,
  ...overviewRoutes,
  ...reportRoutes,
  ...reportRowRoutes,
  ...duplicateRoutes,
  ...peopleRoutes,
  ...queryRoutes,
  ...contactRoutes,
  ...clockRoutes,
  ...documentRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...importRunRoutes,
  ...invoiceDraftRoutes,
  ...invoiceRoutes,
  ...creditNoteRoutes,
  ...gatewayRoutes,
  ...mandateRoutes,
  ...debitRoutes,
  ...gatewayBookRoutes,
  ...disputeRoutes,
  ...invoiceSendingRoutes,
  ...overdueRoutes,
  ...overdueActRoutes,
  ...overdueFigureRoutes,
  ...overdueTryRoutes,
  ...paymentRoutes,
  ...planRoutes,
  ...planPictureRoutes,
  ...priceChangeRoutes,
  ...benefitRoutes,
  ...deliveryRoutes,
  ...pageRoutes,
  ...bulkRoutes,
  ...subscriptionChangeRoutes,
  ...subscriptionEndRoutes,
  ...subscriptionPauseRoutes,
  ...subscriptionRoutes,
  ...subscriptionUseRoutes,
  ...noteRoutes,
  ...activityRoutes,
  ...renewalRoutes,
  ...requestRoutes,
  ...segmentRoutes,
  ...messageRoutes,
  ...emailTextRoutes,
  ...settingsRoutes,
  ...staffRoutes,
  ...billingRoutes,
  ...workRoutes,
  ...portalFaceRoutes,
  ...portalMeRoutes,
  ...portalMethodRoutes,
  ...portalJoiningRoutes,
  ...portalMandateRoutes,
  ...portalPaymentRoutes,
  ...portalSubscriptionRoutes,
  ...portalPictureRoutes,
  ...portalChangeRoutes,
  ...portalRenewalRoutes,
  ...portalReturnRoutes,
];
