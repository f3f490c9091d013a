import { useSentence } from '../../ui/index.ts';
import classes from './parts.module.css';

/** What the server refused, where the button is; nothing when there is no error. */
export function Failure({ error, except = [] }: { error: unknown; except?: string[] }) {
  const sentence = useSentence();
  if (!error) return null;
  const isShownAtField =
    typeof error === 'object' &&
    'fields' in error &&
    Array.isArray(error.fields) &&
    error.fields.length > 0 &&
    error.fields.every(({ pointer }: { pointer: string }) =>
      except.some((field) => pointer.startsWith(`/${field}`)),
    );
  if (isShownAtField) return null;
  return (
    <p role="alert" className={classes.failure}>
      {sentence(error)}
    </p>
  );
}
