import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { Callout, EmptyState, ErrorState, Loading, PageText } from '../../ui/index.ts';
import { Gone } from '../frame/Gone.tsx';
import { Page } from '../frame/Page.tsx';
import type { ContentPage as Content, ContentLine } from '../pageTypes.ts';
import { useOrg } from '../portal.ts';
import { contentListQuery, contentQuery } from '../queries.ts';
import classes from './Content.module.css';
import { OfferCard } from './OfferCard.tsx';

/** Every page of the organization; those that are not open yet are dimmed, with the reason. */
function PageList() {
  const { t, i18n } = useTranslation('portal');
  const { org } = useOrg();
  const list = useQuery(contentListQuery(org, i18n.language));
  const { items = [], known = false } = list.data ?? {};
  return (
    <Page title={t('pages.title')} back={known ? 'start' : 'none'}>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={t('pages.empty')}>{t('pages.empty_text')}</EmptyState>
      ) : null}
      <ul className={classes.list}>
        {items.map((line) => (
          <li key={line.path}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      {list.data && !known ? <SignIn /> : null}
    </Page>
  );
}

function Line({ line }: { line: ContentLine }) {
  const { org } = useOrg();
  return (
    <Link
      to={`/portal/${org}/pages/${line.path}` as string}
      className={classes.line}
      data-closed={line.open ? undefined : true}
    >
      <span className={classes.title}>{line.title}</span>
      {line.open ? (
        <span className="soft">{line.teaser}</span>
      ) : (
        <span className="muted small">{line.reason}</span>
      )}
    </Link>
  );
}

/** One page by its address, or all of them where there is none. */
export function ContentPages() {
  const { _splat: path = '' } = useParams({ strict: false }) as { _splat?: string };
  return path === '' ? <PageList /> : <ContentPage path={path} />;
}

/** A page: its text, or why not and what opens it. */
function ContentPage({ path }: { path: string }) {
  const { i18n } = useTranslation('portal');
  const { org } = useOrg();
  const page = useQuery({ ...contentQuery(org, path, i18n.language), retry: false });
  if (page.isPending) return <Loading />;
  if (page.data) {
    const { title, html } = page.data;
    return (
      <Page title={title} back="pages">
        {html === null ? <Locked page={page.data} /> : <PageText html={html} />}
      </Page>
    );
  }
  const isGone = isProblem(page.error) && [404, 422].includes(page.error.status);
  if (isGone) return <Gone />;
  return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
}

function Locked({ page }: { page: Content }) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const { teaser, reason, offers, known, code } = page;
  return (
    <div className={classes.locked}>
      {teaser ? <p>{teaser}</p> : null}
      <Callout tone="info">{reason}</Callout>
      {known ? null : <SignIn />}
      {code.startsWith('overdue') ? (
        <Button component={Link} to={`/portal/${org}` as string} size="lg" variant="filled">
          {t('pages.settle')}
        </Button>
      ) : null}
      {offers.length > 0 ? <h2>{t('pages.opened_by')}</h2> : null}
      {offers.map((offer) => (
        <OfferCard key={offer.id} offer={offer} />
      ))}
    </div>
  );
}

/** To the sign-in page, and back here afterwards. */
function SignIn() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const { pathname } = useLocation();
  return (
    <Button
      component={Link}
      to={`/portal/${org}/sign-in` as string}
      search={{ next: pathname } as never}
      size="lg"
      fullWidth
    >
      {t('pages.sign_in')}
    </Button>
  );
}
