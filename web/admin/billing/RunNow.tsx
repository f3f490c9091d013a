import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Work } from '../../api/types.ts';
import { ConfirmDialog, Progress, toast, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useRunningWork, useWork } from '../shared/useWork.ts';

/**
 * Bills what is due today now, instead of at the usual hour; shows how far it is, also to whoever
 * comes back to it.
 */
export function RunNow() {
  const running = useRunningWork('billing');
  return <Run key={running} running={running} />;
}

function Run({ running }: { running: string | null }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { path } = useOrganization();
  const [isAsking, setAsking] = useState(false);
  const { work, follow, isRunning } = useWork(running, (done: Work) => {
    if (done.state === 'failed') toast({ message: done.error ?? t('run.failed'), tone: 'bad' });
    else toast({ message: t('run.done') });
  });
  const start = useMutation({
    mutationFn: () => api.post<{ work_id: string }>(`${path}/billing/run`),
    onSuccess: ({ work_id }) => {
      setAsking(false);
      follow(work_id);
    },
  });
  if (isRunning) {
    return (
      <div style={{ width: 280 }}>
        <Progress done={work?.done ?? 0} total={work?.total ?? null} label={t('run.running')} />
      </div>
    );
  }
  return (
    <>
      <Button variant="filled" onClick={() => setAsking(true)}>
        {t('run.act')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('run.title')}
        confirm={t('run.confirm', { date: format.shortDate(format.today) })}
        pending={start.isPending}
        error={start.error}
        onConfirm={() => start.mutate()}
      >
        <p>{t('run.text')}</p>
      </ConfirmDialog>
    </>
  );
}
