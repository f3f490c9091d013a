import { DateText, useFormat } from '../../ui/index.ts';
import { LastCharge } from '../people/status.tsx';
import { useWord } from './tabs/useWord.ts';
import type { RecordState } from './useRecord.ts';

/** How the last charge went, and what was done to the membership since, when something was. */
export function LastWord({ row, act }: Props) {
  const word = useWord();
  const format = useFormat();
  return (
    <>
      {row ? <LastCharge row={row} /> : null}
      {act ? (
        <div className="soft">
          {word('outcome', act.outcome)} <DateText value={format.dateOf(act.at)} /> · {act.plan}
        </div>
      ) : null}
    </>
  );
}

type Props = {
  row: RecordState['row'];
  act: NonNullable<RecordState['contact']['act_since_charge']> | null;
};
