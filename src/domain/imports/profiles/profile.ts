import type { Sentence } from '../../errors.ts';
import type { DateOrder } from '../dates.ts';
import type { Draft } from '../draft.ts';
import type { Target } from '../targets.ts';

/** What deriving may know beside the row itself. */
export type DeriveContext = { today: string };

/** How exports of one source are read. */
export type Profile = {
  key: string;
  label: Sentence;
  /** Headers of this source and what they mean, as written there; null: known and not needed. */
  headers: Record<string, Target | null>;
  /** Share of the profile's typical headers (0–1) that must be there to recognize it by itself. */
  typical: string[];
  dateOrder: DateOrder;
  /** Times without a zone are UTC. */
  utc: boolean;
  /** What happens to a column that nothing matches. */
  unknownColumns: 'field' | 'ignore';
  /** Required targets that `derive` works out where the file has no column for them. */
  provides: Target[];
  /** Fills in what this source leaves to be understood; changes the draft it is given. */
  derive: (draft: Draft, context: DeriveContext) => void;
};
