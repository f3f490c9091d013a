import type { PersonRow } from '../../api/people.ts';

type Props = {
  id: string;
  row?: PersonRow;
  place: { at: number; of: number } | null;
  onClose: () => void;
};
export function RecordDrawer(props: Props) {
  return <h2>{props.id}</h2>;
}
