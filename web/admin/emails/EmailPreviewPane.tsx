import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../api/types.ts';
import { Callout, ErrorState } from '../../ui/index.ts';
import { ContactPicker } from '../people/ContactPicker.tsx';
import { MailPage, MailText } from '../shared/Mail.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Emails.module.css';
import type { LivePreview } from './useEmailPreview.ts';

const route = getRouteApi('/o/$org/emails/$name');

const views = ['wide', 'phone', 'text'] as const;

type Props = { preview: LivePreview; language: Language };

/** The e-mail as it reaches a member: wide, on a phone, or as text alone. */
export function EmailPreviewPane({ preview, language }: Props) {
  const { t } = useTranslation('emails');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const show = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const view = views.find((each) => each === search.view) ?? 'wide';
  const { recipient, shown, problems, error, retry } = preview;
  return (
    <section className={classes.preview} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <div className={classes.previewBar}>
        <SegmentedControl
          aria-label={t('preview.view')}
          size="xs"
          value={view}
          onChange={(next) => show({ view: next === 'wide' ? undefined : next })}
          data={views.map((value) => ({ value, label: t(`preview.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('preview.example')}
          size="xs"
          value={search.example === 'bare' ? 'bare' : 'full'}
          onChange={(next) => show({ example: next === 'bare' ? next : undefined })}
          data={(['full', 'bare'] as const).map((value) => ({
            value,
            label: t(`preview.${value}`),
          }))}
        />
      </div>
      <ContactPicker
        key={recipient?.name ?? ''}
        label={t('preview.member')}
        placeholder={t('preview.nobody')}
        value={search.member && recipient ? { id: search.member, name: recipient.name } : null}
        onChange={(contact) => show({ member: contact?.id })}
      />
      <p className="muted small">{t('preview.facts')}</p>
      {recipient && recipient.language !== language ? (
        <p className="soft small">
          {t('preview.other_language', {
            name: recipient.name,
            language: t(`language.${recipient.language}`),
          })}
        </p>
      ) : null}
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {problems.length > 0 ? <Callout tone="warn">{t('preview.stale')}</Callout> : null}
      <Mail shown={shown} view={view} />
    </section>
  );
}

type MailProps = { shown: LivePreview['shown']; view: (typeof views)[number] };

/** The mail's own page, shut in: it runs nothing and reaches nothing of ours. */
function Mail({ shown, view }: MailProps) {
  const { t } = useTranslation('emails');
  if (!shown) return <SkeletonLines lines={8} />;
  return (
    <>
      <p className={classes.subject}>
        <span className="muted small">{t('field.subject')}</span> <b>{shown.subject}</b>
      </p>
      {view === 'text' ? (
        <MailText>{shown.text ?? ''}</MailText>
      ) : (
        <MailPage
          className={classes.frame}
          data-view={view}
          title={t('preview.frame')}
          sandbox=""
          srcDoc={shown.html ?? ''}
        />
      )}
    </>
  );
}
