import { useTranslation } from 'react-i18next';
import { EmptyState, useFormat } from '../../ui/index.ts';

type Props = { state: string; month: string | null };

/** A quiet tick where all is delivered; else why nothing is listed. */
export function NoDeliveries({ state, month }: Props) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  if (state === 'done') return <EmptyState title={t('none.done')} />;
  if (state === 'all') return <EmptyState title={t('none.all')}>{t('none.all_text')}</EmptyState>;
  return (
    <EmptyState done title={t('none.todo')}>
      {month ? t('none.todo_text', { month: format.monthOf(`${month}-01`) }) : t('none.todo_ever')}
    </EmptyState>
  );
}
