import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat, useIntent } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { addressOf, type BulkAct, isHarsh, useBulkPreview, type Who } from './acts.ts';
import { BulkEffect } from './BulkEffect.tsx';
import { BulkFields } from './BulkFields.tsx';
import { doesOf, onlyOf, startValues } from './values.ts';

type Props = {
  act: BulkAct;
  who: Who;
  onClose: () => void;
  onStarted: (workId: string) => void;
};

/** One act on many people: its form, how many it touches, whom not and why, then the start. */
export function BulkDialog({ act, who: chosen, onClose, onStarted }: Props) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const intent = useIntent();
  const { path } = useOrganization();
  const start = useMutation({
    mutationFn: (body: object) =>
      api.post<{ work_id: string }>(`${path}${addressOf(act)}`, {
        idempotencyKey: intent.key,
        body,
      }),
    onError: () => intent.renew(),
    onSuccess: ({ work_id }) => onStarted(work_id),
  });
  const form = useForm(startValues, start.error);
  const does = doesOf(act, form.values);
  const isNamed = 'subscription_ids' in chosen;
  const who = { ...chosen, ...(isNamed ? {} : onlyOf(act, form.values)) };
  const preview = useBulkPreview(act, who, does);
  const count = does ? (preview.data?.touched ?? 0) : 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      tone={isHarsh(act) ? 'bad' : 'go'}
      title={t(`title.${act}`)}
      confirm={t(`confirm.${act}`, { count, number: format.number(count) })}
      disabled={!does || count === 0 || preview.isPlaceholderData}
      pending={start.isPending}
      error={start.error}
      onConfirm={() => {
        if (does) start.mutate({ ...who, does });
      }}
    >
      <BulkFields act={act} form={form} hasPlans={!isNamed} />
      {does ? <BulkEffect preview={preview} foot={t(`foot.${act}`)} /> : null}
    </ConfirmDialog>
  );
}
