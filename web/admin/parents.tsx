import { createRootRoute, createRoute, notFound, redirect } from '@tanstack/react-router';
import { FramePage } from './frame/FramePage.tsx';
import { NotFoundPage } from './frame/NotFoundPage.tsx';
import { PageError } from './frame/PageError.tsx';
import { Root } from './frame/Root.tsx';
import { queryClient, sessionQuery } from './queries.ts';

/** Parent of pages without an organization: set-up, sign-in, invitations. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
});

/** Parent of every page of an organization: signed-in staff, inside the frame. */
export const orgRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/o/$org',
  beforeLoad: async ({ params, location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.setup_needed) throw redirect({ to: '/setup' as string });
    if (!session.user) {
      throw redirect({ to: '/sign-in' as string, search: { next: location.href } as never });
    }
    if (!session.organizations.some(({ slug }) => slug === params.org)) throw notFound();
  },
  component: FramePage,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
});

/** `/` goes to the organization last looked at, or to where one starts. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.setup_needed) throw redirect({ to: '/setup' as string });
    if (!session.user) throw redirect({ to: '/sign-in' as string });
    const last = localStorage.getItem(LAST_ORGANIZATION);
    const known = session.organizations;
    const chosen = known.find(({ slug }) => slug === last) ?? known[0];
    if (chosen) throw redirect({ href: `/o/${chosen.slug}/people` });
    const portal = session.portals[0];
    if (portal) window.location.assign(`/portal/${portal.slug}`);
  },
  component: NotFoundPage,
});

export const LAST_ORGANIZATION = 'cercle.organization';
