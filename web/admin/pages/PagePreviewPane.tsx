import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PageDetail } from '../../api/pages.ts';
import type { Named } from '../../api/types.ts';
import { Callout, ErrorState, PageText, useSentence } from '../../ui/index.ts';
import editor from '../emails/Emails.module.css';
import { useOrganization } from '../organization.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Pages.module.css';
import { pageAccessQuery } from './queries.ts';
import type { LivePage } from './usePagePreview.ts';

const route = getRouteApi('/o/$org/pages/$page');

type Props = { page: PageDetail | undefined; preview: LivePage; isSaved: boolean };

/** What somebody would see: whether the page opens to them and why, and its text for them. */
export function PagePreviewPane({ page, preview, isSaved }: Props) {
  const { t } = useTranslation('pages');
  const navigate = route.useNavigate();
  const { member } = route.useSearch();
  const { html, recipient, problems, error, retry } = preview;
  const contact = member && recipient ? { id: member, name: recipient.name } : null;
  return (
    <section className={editor.preview} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <ContactPicker
        label={t('preview.member')}
        placeholder={t('preview.nobody')}
        key={contact?.name ?? ''}
        value={contact}
        onChange={(next) =>
          void navigate({ search: (now) => ({ ...now, member: next?.id }), replace: true })
        }
      />
      {page ? <Decision page={page} contact={contact} isSaved={isSaved} /> : null}
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {problems.length > 0 ? <Callout tone="warn">{t('preview.stale')}</Callout> : null}
      <div className={classes.sheet}>
        {html === null ? <SkeletonLines lines={6} /> : null}
        {html === '' ? <p className="muted">{t('preview.empty')}</p> : null}
        {html ? <PageText html={html} /> : null}
      </div>
    </section>
  );
}

type DecisionProps = { page: PageDetail; contact: Named | null; isSaved: boolean };

function Decision({ page, contact, isSaved }: DecisionProps) {
  const { t, i18n } = useTranslation('pages');
  const { org } = useOrganization();
  const sentence = useSentence();
  const asked = { id: page.id, contact: contact?.id, reader: i18n.language };
  const decision = useQuery(pageAccessQuery(org, asked));
  if (decision.error) return <Callout tone="bad">{sentence(decision.error)}</Callout>;
  if (!decision.data) return null;
  const { open, reason } = decision.data;
  const who = contact?.name ?? t('preview.visitor');
  return (
    <div role="status">
      <Callout tone={open ? 'good' : 'info'}>
        <b>{t(open ? 'preview.open' : 'preview.closed', { who })}</b> {reason}
        {isSaved ? null : <span className="muted"> {t('preview.as_saved')}</span>}
      </Callout>
    </div>
  );
}
