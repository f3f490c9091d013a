import { activityRoutes } from './activity/routes.tsx';
import { benefitRoutes } from './benefits/routes.tsx';
import { billingRoutes } from './billing/routes.tsx';
import { debitRoutes } from './debits/routes.tsx';
import { disputeRoutes } from './disputes/routes.tsx';
import { emailRoutes } from './emails/routes.tsx';
import { entryRoutes } from './entry/routes.tsx';
import { importRoutes } from './imports/routes.tsx';
import { invoiceRoutes } from './invoices/routes.tsx';
import { messageRoutes } from './messages/routes.tsx';
import { overdueRoutes } from './overdue/routes.tsx';
import { overviewRoutes } from './overview/routes.tsx';
import { pageRoutes } from './pages/routes.tsx';
import { orgRoute, rootRoute } from './parents.tsx';
import { peopleRoutes } from './people/routes.tsx';
import { planRoutes } from './plans/routes.tsx';
import { renewalRoutes } from './renewals/routes.tsx';
import { reportRoutes } from './reports/routes.tsx';
import { requestRoutes } from './requests/routes.tsx';
import { settingsRoutes } from './settings/routes.tsx';

/** The one place where each noun's pages are registered. */
export const routeTree = rootRoute.addChildren([
  ...entryRoutes,
  orgRoute.addChildren([
    ...overviewRoutes,
    ...peopleRoutes,
    ...requestRoutes,
    ...renewalRoutes,
    ...overdueRoutes,
    ...disputeRoutes,
    ...invoiceRoutes,
    ...debitRoutes,
    ...messageRoutes,
    ...activityRoutes,
    ...planRoutes,
    ...benefitRoutes,
    ...pageRoutes,
    ...billingRoutes,
    ...importRoutes,
    ...reportRoutes,
    ...settingsRoutes,
    ...emailRoutes,
  ]),
]);
