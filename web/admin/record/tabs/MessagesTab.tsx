import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MessageSummary } from '../../../api/subscriptions.ts';
import { Timeline, type Tone } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { messagesQuery } from '../queries.ts';
import { Loaded } from './Loaded.tsx';
import { useWord } from './useWord.ts';

const tones: Record<string, Tone> = {
  sent: 'good',
  failed: 'bad',
  bounced: 'bad',
  queued: 'info',
  outbox: 'info',
};

/** What was sent to somebody, with the documents it carried. */
export function MessagesTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const query = useQuery(messagesQuery(org, id));
  const word = useWord();
  const detail = (message: MessageSummary) =>
    [
      message.to,
      word('message_state', message.state),
      message.error,
      ...message.attachments.map(({ name }) => name),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Loaded query={query} empty={t('empty.messages')}>
      {(items) => (
        <Timeline
          label={t('tab.messages')}
          entries={items.map((message) => ({
            key: message.id,
            at: message.sent_at ?? message.created_at,
            tone: tones[message.state] ?? 'idle',
            text: message.subject,
            detail: detail(message),
          }))}
        />
      )}
    </Loaded>
  );
}
