import { Button, CloseButton, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { OutboxMessage } from '../../api/outbox.ts';
import { Callout, DateText, ErrorState } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { MailPage, MailText } from '../shared/Mail.tsx';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { MessageState } from './MessageState.tsx';
import classes from './Messages.module.css';

type Props = { id: string; onClose: () => void };

/** One mail as it was, or will be, sent. */
export function MessageDrawer({ id, onClose }: Props) {
  const { t } = useTranslation('messages');
  const { t: ui } = useTranslation('ui');
  const { org, path } = useOrganization();
  const message = useQuery({
    queryKey: ['org', org, 'message', id],
    queryFn: ({ signal }) => api.get<OutboxMessage>(`${path}/messages/${id}`, { signal }),
  });
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <h2>{message.data?.subject ?? t('message')}</h2>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      {message.isError ? (
        <ErrorState error={message.error} onRetry={() => void message.refetch()} />
      ) : null}
      {message.isPending ? <SkeletonLines /> : null}
      {message.data ? (
        <>
          <Failed message={message.data} />
          <Head message={message.data} />
          <MailView message={message.data} />
        </>
      ) : null}
    </div>
  );
}

function Failed({ message }: { message: OutboxMessage }) {
  const { t } = useTranslation('messages');
  const { can } = useOrganization();
  const retry = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/messages/${message.id}/retry`, { idempotencyKey }),
    done: t('retried'),
    onDone: () => undefined,
  });
  if (message.state !== 'failed') return null;
  return (
    <Callout
      tone="bad"
      actions={
        can('messages.write') ? (
          <Button loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('retry')}
          </Button>
        ) : null
      }
    >
      <b>{t('failed')}</b> {message.error}
    </Callout>
  );
}

function Head({ message }: { message: OutboxMessage }) {
  const { t } = useTranslation('messages');
  const { org } = useOrganization();
  return (
    <dl className={shared.facts}>
      <dt>{t('column.to')}</dt>
      <dd>
        {message.contact ? (
          <>
            <Link to={`/o/${org}/people/${message.contact.id}` as string}>
              {message.contact.name}
            </Link>{' '}
          </>
        ) : null}
        {message.to}
      </dd>
      <dt>{t('column.state')}</dt>
      <dd>
        <MessageState state={message.state} />
      </dd>
      <dt>{t(message.sent_at ? 'sent_at' : 'created_at')}</dt>
      <dd>
        <DateText value={message.sent_at ?? message.created_at} as="moment" />
      </dd>
      {message.attachments.length > 0 ? (
        <>
          <dt>{t('attachments')}</dt>
          <dd>{message.attachments.map(({ name }) => name).join(', ')}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** The mail's own page, shut in: it runs nothing and reaches nothing of ours. */
function MailView({ message }: { message: OutboxMessage }) {
  const { t } = useTranslation('messages');
  const [view, setView] = useState('html');
  return (
    <>
      <div className={classes.views}>
        <SegmentedControl
          aria-label={t('view.label')}
          size="xs"
          value={view}
          onChange={setView}
          data={[
            { value: 'html', label: t('view.html') },
            { value: 'text', label: t('view.text') },
          ]}
        />
      </div>
      {view === 'html' ? (
        <MailPage
          className={classes.mail}
          title={message.subject}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${message.body_html}`}
        />
      ) : (
        <MailText>{message.body_text}</MailText>
      )}
    </>
  );
}
