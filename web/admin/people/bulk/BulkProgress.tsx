import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../../api/http.ts';
import { Loading, Progress, Receipt, toast, useFormat, useSentence } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useWork } from '../../shared/useWork.ts';
import type { BulkReport } from './acts.ts';

type Props = { workId: string; onClose: () => void };

const endings: Record<string, 'ended.done' | 'ended.failed' | 'ended.stopped'> = {
  done: 'ended.done',
  failed: 'ended.failed',
  stopped: 'ended.stopped',
};

/** How far a bulk action is, with a way to stop it; then what became of everybody. */
export function BulkProgress({ workId, onClose }: Props) {
  const { t } = useTranslation('bulk');
  const { work, isRunning } = useWork(workId);
  const { path } = useOrganization();
  const ended = endings[work?.state ?? 'done'] ?? 'ended.done';
  const sentence = useSentence();
  const stop = useMutation({
    mutationFn: () => api.delete<unknown>(`${path}/bulk/${workId}`),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isRunning ? 'running' : ended)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {isRunning ? (
        <>
          <Progress
            done={work?.done ?? 0}
            total={work?.total ?? null}
            label={t('progress')}
            detail={t('progress_note')}
          />
          <Button mt={16} loading={stop.isPending || stop.isSuccess} onClick={() => stop.mutate()}>
            {t('stop')}
          </Button>
        </>
      ) : (
        <Outcome workId={workId} />
      )}
    </Modal>
  );
}

function Outcome({ workId }: { workId: string }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const sentence = useSentence();
  const { org, path, can } = useOrganization();
  const report = useQuery({
    queryKey: ['org', org, 'bulk', workId],
    queryFn: ({ signal }) => api.get<BulkReport>(`${path}/bulk/${workId}`, { signal }),
  });
  if (report.isError) return <p role="alert">{sentence(report.error)}</p>;
  if (!report.data) return <Loading />;
  const { data } = report;
  const counts = (['done', 'failed', 'excluded', 'waiting'] as const).filter(
    (key) => key === 'done' || data[key] > 0,
  );
  return (
    <>
      <Receipt
        title={t('outcome')}
        lines={[
          ...counts.map((key) => ({
            key,
            text: t(`count.${key}`),
            value: format.number(data[key]),
          })),
          ...data.problems.slice(0, 20).map((each, i) => ({
            key: `${i}${each.contact_id}`,
            text: each.name,
            note: each.reason,
          })),
        ]}
      />
      {can('people.export') ? (
        <Button mt={16} component="a" href={apiUrl(`${path}/bulk/${workId}/report`, {})} download>
          {t('report')}
        </Button>
      ) : null}
    </>
  );
}
