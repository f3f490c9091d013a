import type { Queryable } from '../transaction.ts';

export type LabelRow = {
  id: string;
  name: string;
  rule: string | null;
  count: number;
  version: number;
};

/** Labels by name, with how many contacts have each. */
export function listLabels(tx: Queryable): Promise<LabelRow[]> {
  return tx.query<LabelRow>(
    `select l.id, l.name, l.rule, l.version, coalesce(n.count, 0)::int as count
     from label l
     left join (select label_id, count(*) as count from contact_label group by label_id) n
       on n.label_id = l.id
     order by fold(l.name)`,
    [],
  );
}

type FieldRow = {
  id: string;
  key: string;
  label_en: string;
  label_fr: string;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';
  choices: string[];
  visibility: 'staff' | 'member_sees' | 'member_edits';
  position: number;
  version: number;
};

const fieldColumns = 'id, key, label_en, label_fr, type, choices, visibility, position, version';

/** Own fields, in their order. */
export function listFields(tx: Queryable): Promise<FieldRow[]> {
  return tx.query<FieldRow>(`select ${fieldColumns} from field order by position, key`, []);
}

/** One own field and how many contacts have a value in it. */
export function fieldWithUse(tx: Queryable, id: string) {
  return tx.maybeOne<FieldRow & { values: number }>(
    `select ${fieldColumns},
       (select count(*)::int from contact c where c.fields ? field.key) as values
     from field where id = $1`,
    [id],
  );
}
