import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/index.ts';
import classes from './Frame.module.css';

/** An address without a page. */
export function NotFoundPage() {
  const { t } = useTranslation('frame');
  return (
    <main className={classes.lonely}>
      <EmptyState
        title={t('not_found.title')}
        actions={
          <Button component="a" href="/">
            {t('not_found.home')}
          </Button>
        }
      >
        {t('not_found.text')}
      </EmptyState>
    </main>
  );
}
