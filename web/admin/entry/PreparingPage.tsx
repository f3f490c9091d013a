import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Work } from '../../api/types.ts';
import { ErrorState, Loading, Progress } from '../../ui/index.ts';
import { organizationQuery } from '../queries.ts';
import classes from './Entry.module.css';
import { Shell } from './Shell.tsx';

const isRunning = (state: string | undefined) => state === 'queued' || state === 'running';

/** A demo being lived through, day by day; it goes on without this page. */
export function PreparingPage() {
  const { t } = useTranslation('entry');
  const { org = '', work: id = '' } = useSearch({ from: '/preparing' });
  const organization = useQuery(organizationQuery(org));
  const work = useQuery({
    queryKey: ['work', org, id],
    queryFn: ({ signal }) => api.get<Work>(`/organizations/${org}/work/${id}`, { signal }),
    refetchInterval: ({ state }) => (isRunning(state.data?.state) ? 1_000 : false),
  });
  const name = organization.data?.name ?? org;
  const { data } = work;
  const running = !data || isRunning(data.state);
  const title = () => {
    if (running) return t('preparing.title');
    if (data.state === 'done') return t('preparing.done', { name });
    return data.state === 'stopped' ? t('preparing.stopped') : t('preparing.failed');
  };
  const lead = () => {
    if (running) return t('preparing.lead');
    return data.state === 'done' ? t('preparing.done_text') : t('preparing.failed_text');
  };
  return (
    <Shell title={title()} lead={lead()}>
      <div className={classes.form}>
        {work.error ? <ErrorState error={work.error} onRetry={() => void work.refetch()} /> : null}
        {work.isPending ? <Loading /> : null}
        {data && running ? <Running work={data} /> : null}
        {data?.error ? <p className={classes.failure}>{data.error}</p> : null}
        <Button
          component="a"
          href={`/o/${org}/people`}
          size="lg"
          variant={running ? 'default' : 'filled'}
        >
          {running ? t('preparing.enter') : t('preparing.open', { name })}
        </Button>
      </div>
    </Shell>
  );
}

function Running({ work }: { work: Work }) {
  const { t } = useTranslation('entry');
  return (
    <Progress
      done={work.done}
      total={work.total}
      label={work.state === 'queued' ? t('preparing.queued') : t('preparing.running')}
      detail={t('preparing.leave')}
    />
  );
}
