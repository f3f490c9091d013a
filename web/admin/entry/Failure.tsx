import { fieldErrors, useSentence } from '../../ui/index.ts';
import classes from './Entry.module.css';

type Props = {
  error: unknown /** Field paths the form shows the remark of itself. */;
  shown?: string[];
};

/** What the server refused, above the button; nothing when every remark stands at its field. */
export function Failure({ error, shown = [] }: Props) {
  const sentence = useSentence();
  if (!error) return null;
  const remarks = Object.entries(fieldErrors(error));
  const others = remarks.filter(([path]) => !shown.includes(path));
  if (remarks.length > 0 && others.length === 0) return null;
  return (
    <div role="alert" className={classes.failure}>
      <p>{sentence(error)}</p>
      {others.map(([path, message]) => (
        <p key={path}>{message}</p>
      ))}
    </div>
  );
}
