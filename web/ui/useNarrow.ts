import { useMediaQuery } from '@mantine/hooks';

/** True on a screen too narrow for tables: lists show rows of two lines instead. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
}
