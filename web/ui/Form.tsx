import { useCallback, useId, useState } from 'react';
import { fieldErrors } from './problem.ts';

type Values = Record<string, unknown>;

/**
 * Values of a small form and the server's remarks by field. `error` is what a failed save threw;
 * a field's remark goes away as soon as the field is changed.
 */
export function useForm<Fields extends Values>(initial: Fields, error?: unknown) {
  const [values, setValues] = useState(initial);
  const [touched, setTouched] = useState<{ error: unknown; keys: string[] }>({ error, keys: [] });
  const set = useCallback(
    <Key extends keyof Fields & string>(key: Key, value: Fields[Key]) => {
      setValues((now) => ({ ...now, [key]: value }));
      setTouched((now) => ({
        error,
        keys: now.error === error ? [...now.keys, key] : [key],
      }));
    },
    [error],
  );
  const remarks = fieldErrors(error);
  const errorOf = (path: string): string | undefined => {
    const key = path.split('.')[0] ?? path;
    const isAnswered = touched.error === error && touched.keys.includes(key);
    return isAnswered ? undefined : remarks[path];
  };
  return { values, set, setValues, errorOf };
}

/** Remarks of a problem about fields that the form does not show (`shown` are field paths). */
export function otherRemarks(error: unknown, shown: string[]): string[] {
  return Object.entries(fieldErrors(error))
    .filter(([path]) => !shown.includes(path))
    .map(([, message]) => message);
}

/** A key for Idempotency-Key that stays the same until `renew` is called after success. */
export function useIntent(): { key: string; renew: () => void } {
  const id = useId();
  const [count, setCount] = useState(() => crypto.randomUUID());
  const renew = useCallback(() => setCount(crypto.randomUUID()), []);
  return { key: `${id}${count}`.replaceAll(/[^\w-]/g, ''), renew };
}
