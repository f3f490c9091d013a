import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Benefit } from '../../api/benefits.ts';
import { useFormat } from '../../ui/index.ts';
import classes from './Benefits.module.css';

/** "112 of 140 done", with a bar. */
export function BenefitProgress({ benefit }: { benefit: Benefit }) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const { due, done } = benefit.progress;
  if (benefit.delivery === 'none') return null;
  if (due === 0) return <span className="muted">{t('nothing_due')}</span>;
  const text = t('of', { done: format.number(done), due: format.number(due) });
  return (
    <span className={classes.progress}>
      <span className="nowrap">{text}</span>
      <Progress value={(done / due) * 100} size={6} aria-label={text} className={classes.bar} />
    </span>
  );
}
