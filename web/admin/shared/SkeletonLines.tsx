import { useTranslation } from 'react-i18next';
import classes from './Page.module.css';

const widths = [72, 54, 88, 61, 80, 47, 69, 90];

/** Grey lines where a page's content will be. */
export function SkeletonLines({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.skeleton} role="status">
      <b className="sr">{t('loading')}</b>
      {widths.slice(0, lines).map((width) => (
        <span key={width} style={{ width: `${width}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}
