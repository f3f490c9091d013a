import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { useAct } from '../record/acts/useAct.ts';
import { DeletePlan } from './DeletePlan.tsx';
import classes from './Plans.module.css';
import { PriceChanges, WaitingPrices } from './PriceChanges.tsx';

type Props = { plan: PlanDetail; onGone: () => void };

/** Archive and delete: neither ends anybody's payments. Of a deleted one, what still waits. */
export function PlanActs({ plan, onGone }: Props) {
  const { t } = useTranslation('plans');
  const [isDeleting, setDeleting] = useState(false);
  const { name } = plan;
  const archive = useAct({
    send: (path) => api.post(`${path}/plans/${plan.id}/archive`, { version: plan.version }),
    done: t('archive.done', { name }),
    undo: {
      label: t('undo'),
      run: (path) => api.delete(`${path}/plans/${plan.id}/archive`, { version: plan.version + 1 }),
    },
    onDone: onGone,
  });
  const restore = useAct({
    send: (path) => api.delete(`${path}/plans/${plan.id}/archive`, { version: plan.version }),
    done: t('archive.restored', { name }),
    onDone: onGone,
  });
  if (plan.deleted_at) {
    return (
      <div className={classes.acts}>
        <WaitingPrices plan={plan} />
      </div>
    );
  }
  return (
    <div className={classes.acts}>
      {plan.kind === 'free' ? null : <PriceChanges plan={plan} />}
      {plan.archived_at ? (
        <Button loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('archive.restore')}
        </Button>
      ) : (
        <Button loading={archive.isPending} onClick={() => archive.mutate()}>
          {t('archive.act')}
        </Button>
      )}
      <Button variant="subtle" color="red" onClick={() => setDeleting(true)}>
        {t('delete.act')}
      </Button>
      {isDeleting ? (
        <DeletePlan plan={plan} onClose={() => setDeleting(false)} onGone={onGone} />
      ) : null}
    </div>
  );
}
