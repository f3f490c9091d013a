import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../api/http.ts';
import { isProblem } from '../api/problem.ts';
import type { Items, Session } from '../api/types.ts';
import { setLanguage } from '../i18n/index.ts';
import type { Offer, OwnOffer } from './joinTypes.ts';
import type { ContentList, ContentPage } from './pageTypes.ts';
import type { ResumePreview, UndoPreview } from './previews.ts';
import type { MemberRenewal } from './renewalTypes.ts';
import type {
  CancelPreview,
  Choices,
  Face,
  MandateOffer,
  Overview,
  PortalInvoice,
  ReturnPreview,
  TestCard,
} from './types.ts';

/** A refusal is never retried, a lost connection twice: phones lose it often. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => isProblem(error) && error.status === 0 && failures < 2,
    },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/session', { signal }),
});

export const faceQuery = (org: string) =>
  queryOptions({
    queryKey: ['face', org],
    queryFn: ({ signal }) => api.get<Face>(`/portal/${org}/face`, { signal }),
    staleTime: 300_000,
  });

export const overviewQuery = (org: string) =>
  queryOptions({
    queryKey: ['portal', org],
    queryFn: ({ signal }) => api.get<Overview>(`/portal/${org}`, { signal }),
  });

export const invoicesQuery = (org: string) =>
  queryOptions({
    queryKey: ['portal', org, 'invoices'],
    queryFn: ({ signal }) => api.get<Items<PortalInvoice>>(`/portal/${org}/invoices`, { signal }),
  });

export const cancellationQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'cancellation', id],
    queryFn: ({ signal }) =>
      api.get<CancelPreview>(`/portal/${org}/subscriptions/${id}/cancellation`, { signal }),
    staleTime: 0,
  });

export const undoingQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'undoing', id],
    queryFn: ({ signal }) =>
      api.get<UndoPreview>(`/portal/${org}/subscriptions/${id}/cancellation/undoing`, { signal }),
    staleTime: 0,
    retry: false,
  });

export const resumptionQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'resumption', id],
    queryFn: ({ signal }) =>
      api.get<ResumePreview>(`/portal/${org}/subscriptions/${id}/resumption`, { signal }),
    staleTime: 0,
    retry: false,
  });

export const choicesQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'choices', id],
    queryFn: ({ signal }) =>
      api.get<Choices>(`/portal/${org}/subscriptions/${id}/choices`, { signal }),
    staleTime: 0,
  });

export const returnQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'return', id],
    queryFn: ({ signal }) =>
      api.get<ReturnPreview>(`/portal/${org}/subscriptions/${id}/reactivation`, { signal }),
    staleTime: 0,
  });

export const renewalQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'renewal', id],
    queryFn: ({ signal }) => api.get<MemberRenewal>(`/portal/${org}/renewals/${id}`, { signal }),
    staleTime: 0,
  });

/** What can be joined, for a member or a stranger; of one plan only where it is named. */
export const offersQuery = (org: string, isMember: boolean, id?: string) =>
  queryOptions({
    queryKey: ['portal', org, 'offers', isMember, id],
    queryFn: async ({ signal }): Promise<Items<Offer>> => {
      const at = `/portal/${org}/${isMember ? 'plans' : 'offers'}`;
      if (id === undefined) return api.get<Items<Offer>>(at, { signal });
      return { items: [await api.get<Offer>(`${at}/${id}`, { signal })] };
    },
  });

/** A plan with the form of its own, for who is signed in. */
export const ownOfferQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['portal', org, 'own-offer', id],
    queryFn: ({ signal }) => api.get<OwnOffer>(`/portal/${org}/plans/${id}`, { signal }),
    staleTime: 0,
  });

/** The organization's pages, each with whether one may open it; reasons in the language read. */
export const contentListQuery = (org: string, language: string) =>
  queryOptions({
    queryKey: ['portal', org, 'pages', language],
    queryFn: ({ signal }) => api.get<ContentList>(`/portal/${org}/pages`, { signal }),
  });

/** One of them, with its text where one may read it. */
export const contentQuery = (org: string, path: string, language: string) =>
  queryOptions({
    queryKey: ['portal', org, 'page', path, language],
    queryFn: ({ signal }) =>
      api.get<ContentPage>(`/portal/${org}/page`, { query: { path }, signal }),
  });

/** The mandate in the words of the language that is read. */
export const mandateQuery = (org: string, language: string) =>
  queryOptions({
    queryKey: ['portal', org, 'mandate', language],
    queryFn: ({ signal }) => api.get<MandateOffer>(`/portal/${org}/mandate`, { signal }),
  });

export const testCardsQuery = (language: string) =>
  queryOptions({
    queryKey: ['test-cards', language],
    queryFn: ({ signal }) => api.get<Items<TestCard>>('/test-cards', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** After signing in: everything anew, in the language the member reads. */
export async function enter(org: string): Promise<Overview> {
  queryClient.removeQueries({ queryKey: ['portal', org] });
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  const overview = await queryClient.fetchQuery(overviewQuery(org));
  await setLanguage(overview.me.language ?? overview.organization.language);
  return overview;
}

/** What money or a cancellation moved is read again, without emptying the page meanwhile. */
export async function refresh(org: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['portal', org] });
}
