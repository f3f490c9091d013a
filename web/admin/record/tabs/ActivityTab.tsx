import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/http.ts';
import type { ActivityEntry } from '../../../api/subscriptions.ts';
import { ErrorState, Loading, Timeline, type Tone } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { activityQuery } from '../queries.ts';

const tones: [RegExp, Tone][] = [
  [/declin|fail|refus|bounce|fraud|lost/, 'bad'],
  [/paid|succeed|received|recover|settled|reopen|start|joined/, 'good'],
  [/suspend|closed|pause|cancel|block|overdue|void|written/, 'warn'],
  [/page|login|sign|open/, 'info'],
];

/** The dot of an event, from its name. */
export function toneOf({ event, kind }: Pick<ActivityEntry, 'event' | 'kind'>): Tone {
  return tones.find(([pattern]) => pattern.test(event))?.[1] ?? (kind === 'page' ? 'info' : 'idle');
}

/** Everything that happened with somebody, as sentences, latest first. */
export function ActivityTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org, path } = useOrganization();
  const activity = useInfiniteQuery(activityQuery(org, id));
  if (activity.isError) {
    return <ErrorState error={activity.error} onRetry={() => void activity.refetch()} />;
  }
  if (!activity.data) return <Loading />;
  const items = activity.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{t('empty.activity')}</p>;
  return (
    <>
      <Timeline
        label={t('tab.activity')}
        entries={items.map((item) => ({
          key: item.id,
          at: item.at,
          tone: toneOf(item),
          text: item.sentence,
          detail: [item.invoice?.number, item.actor?.kind === 'staff' ? item.actor.name : null]
            .filter(Boolean)
            .join(' · '),
          action: item.invoice ? (
            <Anchor
              c="dimmed"
              href={apiUrl(`${path}/invoices/${item.invoice.id}/pdf`)}
              target="_blank"
              rel="noreferrer"
              aria-label={t('pdf_of', { number: item.invoice.number })}
            >
              PDF
            </Anchor>
          ) : null,
        }))}
      />
      {activity.hasNextPage ? (
        <Button
          mt="sm"
          loading={activity.isFetchingNextPage}
          onClick={() => void activity.fetchNextPage()}
        >
          {t('older')}
        </Button>
      ) : null}
    </>
  );
}
