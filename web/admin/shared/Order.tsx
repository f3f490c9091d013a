import { ActionIcon } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import classes from './Order.module.css';

type Item = { id: string };

/** Puts the items shown into another order, as everybody then sees them. `what`: "plan", "page". */
export function useOrder(items: readonly Item[], what: 'plan' | 'page') {
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put(`${path}/${what}-order`, { body: { ids } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['org', org, `${what}s`] }),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  return (from: number, to: number) => {
    const ids = items.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (!moved || to < 0 || to > ids.length || order.isPending) return;
    order.mutate(ids.toSpliced(to, 0, moved));
  };
}

type Place = { at: number; of: number };

type Props = Place & {
  /** What a button does, for those who do not see it: "Move Gold up, now 2 of 3". */
  label: (key: 'up' | 'down', place: Place) => string;
  onMove: (from: number, to: number) => void;
};

/** One place up or down; at an end the button stays where it is, so that the focus does too. */
export function OrderButtons({ at, of, label, onMove }: Props) {
  const steps = [
    { key: 'up', sign: '↑', to: at - 1 },
    { key: 'down', sign: '↓', to: at + 1 },
  ] as const;
  return (
    <span className={classes.order}>
      {steps.map(({ key, sign, to }) => {
        const isEnd = to < 0 || to >= of;
        return (
          <ActionIcon
            key={key}
            variant="subtle"
            aria-label={label(key, { at: at + 1, of })}
            aria-disabled={isEnd}
            data-disabled={isEnd || undefined}
            onClick={() => onMove(at, to)}
          >
            {sign}
          </ActionIcon>
        );
      })}
    </span>
  );
}
