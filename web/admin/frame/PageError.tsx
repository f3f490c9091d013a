import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '../../ui/index.ts';
import classes from './Frame.module.css';

/** A page that could not be shown, with the server's reason where there is one. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={classes.lonely}>
      <ErrorState error={error} onRetry={retry} />
    </main>
  );
}
