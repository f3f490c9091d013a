import { createRootRoute, createRoute, notFound, redirect } from '@tanstack/react-router';
import { FramePage } from './frame/FramePage.tsx';
import { NotFoundPage } from './frame/NotFoundPage.tsx';
import { PageError } from './frame/PageError.tsx';
import { Root } from './frame/Root.tsx';
import { RootError } from './frame/RootError.tsx';
import { queryClient, sessionQuery } from './queries.ts';

/** Parent of pages without an organization: set-up, sign-in, invitations. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: RootError,
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
