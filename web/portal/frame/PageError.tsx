import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { isProblem } from '../../api/problem.ts';
import { ErrorState } from '../../ui/index.ts';
import { Gone } from './Gone.tsx';
import classes from './Shell.module.css';

/** A page that could not be shown, with the server's reason. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (isProblem(error) && error.status === 404) return <Gone />;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className={classes.page}>
      <ErrorState error={error} onRetry={retry} />
    </div>
  );
}
