import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EmailTextDetail } from '../../api/emailTexts.ts';
import { Callout, DateText, ErrorState, PageHeader, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Pills } from '../shared/Pills.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { EmailEditor } from './EmailEditor.tsx';
import classes from './Emails.module.css';
import { emailTextQuery } from './queries.ts';

const route = getRouteApi('/o/$org/emails/$name');

/** One automatic e-mail in one language: written, looked at, tried, saved. */
export function EmailPage() {
  const { t, i18n } = useTranslation('emails');
  const { name } = route.useParams();
  const search = route.useSearch();
  const { org, organization } = useOrganization();
  const language = search.language === 'en' || search.language === 'fr' ? search.language : null;
  const key = { name, language: language ?? organization.language, reader: i18n.language };
  const detail = useQuery(emailTextQuery(org, key));
  return (
    <>
      <PageHeader
        title={detail.data?.label ?? t('mail')}
        subtitle={detail.data?.when}
        actions={
          <Button
            variant="subtle"
            component={Link}
            to={`/o/${org}/settings` as string}
            search={{ section: 'emails' } as never}
          >
            {t('all')}
          </Button>
        }
      />
      <div className={classes.languages}>
        <Pills
          label={t('language.label')}
          name="language"
          pills={(['fr', 'en'] as const).map((value) => ({
            // The organization's language needs no word in the address.
            value: value === organization.language ? undefined : value,
            label: t(`language.${value}`),
          }))}
        />
        {detail.data ? <Standing detail={detail.data} /> : null}
      </div>
      {detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : null}
      {detail.isPending ? <SkeletonLines lines={10} /> : null}
      {detail.data ? (
        <>
          <Failed detail={detail.data} />
          <EmailEditor
            key={`${name}/${detail.data.language}`}
            detail={detail.data}
            emailKey={key}
          />
        </>
      ) : null}
    </>
  );
}

/** Whose words these are. */
function Standing({ detail }: { detail: EmailTextDetail }) {
  const { t } = useTranslation('emails');
  if (!detail.edited) return <span className="muted">{t('is_default')}</span>;
  return (
    <span className="muted">
      {detail.edited_by ? t('edited_by', { name: detail.edited_by }) : t('edited')}{' '}
      <DateText value={detail.edited_at} as="moment" />
    </span>
  );
}

/** An own text that could not be written for somebody: the default went out, nothing was lost. */
function Failed({ detail }: { detail: EmailTextDetail }) {
  const { t } = useTranslation('emails');
  const format = useFormat();
  const { failed_at, failed_problem } = detail;
  if (!failed_at) return null;
  const date = format.longDate(format.dateOf(failed_at));
  return (
    <Callout tone="warn">
      {t('failed_text', { date })} <span className="muted">{failed_problem}</span>
    </Callout>
  );
}
