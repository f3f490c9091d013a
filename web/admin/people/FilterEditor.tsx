import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueryKey } from '../../api/people.ts';
import { AmountFilter } from './filters/AmountFilter.tsx';
import { ChoiceFilter } from './filters/ChoiceFilter.tsx';
import { DateFilter } from './filters/DateFilter.tsx';
import { TextFilter } from './filters/TextFilter.tsx';
import classes from './People.module.css';
import type { FilterText } from './queryEdit.ts';

export type EditorProps = {
  filterKey: QueryKey;
  filter: FilterText | null;
  onFilter: (filter: FilterText | null) => void;
  onClose: () => void;
};

/** The pop-over of one filter, by the kind of its values. */
export function FilterEditor({ title, ...props }: EditorProps & { title: string }) {
  const { t } = useTranslation('people');
  return (
    <div className={classes.editor}>
      <div className={classes.editorHead}>
        <h2>{title}</h2>
        {props.filter ? (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              props.onFilter(null);
              props.onClose();
            }}
          >
            {t('filter.remove')}
          </Button>
        ) : null}
      </div>
      <Kind {...props} />
    </div>
  );
}

function Kind(props: EditorProps) {
  const { kind, values } = props.filterKey;
  if (kind === 'date') return <DateFilter {...props} />;
  if (['amount', 'number', 'count'].includes(kind)) return <AmountFilter {...props} />;
  if (values.length > 2) return <ChoiceFilter {...props} />;
  return <TextFilter {...props} />;
}
