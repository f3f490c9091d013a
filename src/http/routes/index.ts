import type { Route } from '../route.ts';
import { activityRoutes } from './admin/activity.ts';
import { contactRoutes } from './admin/contacts.ts';
import { messageRoutes } from './admin/messages.ts';
import { noteRoutes } from './admin/notes.ts';
import { organizationRoutes } from './admin/organization.ts';
import { overviewRoutes } from './admin/overview.ts';
import { peopleRoutes } from './admin/people.ts';
import { queryRoutes } from './admin/query.ts';
import { segmentRoutes } from './admin/segments.ts';
import { settingsRoutes } from './admin/settings.ts';
import { staffRoutes } from './admin/staff.ts';
import { workRoutes } from './admin/work.ts';
import { portalFaceRoutes } from './portal/face.ts';
import { portalMeRoutes } from './portal/me.ts';
import { portalPaymentRoutes } from './portal/payments.ts';
import { portalSubscriptionRoutes } from './portal/subscriptions.ts';
import { demoRoutes } from './public/demo.ts';
import { invitationRoutes } from './public/invitations.ts';
import { sessionRoutes } from './public/session.ts';
import { setupRoutes } from './public/setup.ts';

/** Every route of the API; the tests walk this list. */
export const allRoutes: Route[] = [
  ...sessionRoutes,
  ...setupRoutes,
  ...demoRoutes,
  ...invitationRoutes,
  ...organizationRoutes,
  ...overviewRoutes,
  ...peopleRoutes,
  ...queryRoutes,
  ...contactRoutes,
  ...noteRoutes,
  ...activityRoutes,
  ...segmentRoutes,
  ...messageRoutes,
  ...settingsRoutes,
  ...staffRoutes,
  ...workRoutes,
  ...portalFaceRoutes,
  ...portalMeRoutes,
  ...portalPaymentRoutes,
  ...portalSubscriptionRoutes,
];
