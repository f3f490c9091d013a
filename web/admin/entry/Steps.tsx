import { useTranslation } from 'react-i18next';
import classes from './Entry.module.css';

/** Where one is in a short row of steps. */
export function Steps({ names, at }: { names: string[]; at: number }) {
  const { t } = useTranslation('entry');
  return (
    <ol className={classes.steps} aria-label={t('setup.steps')}>
      {names.map((name, index) => (
        <li
          key={name}
          data-done={index < at}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}
