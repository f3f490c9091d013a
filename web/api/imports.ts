/** Shapes of an import, its columns and its rows. */

export type ImportState = 'uploaded' | 'checked' | 'running' | 'done' | 'failed' | 'undone';

export type ImportColumn = {
  header: string;
  index: number;
  /** A target ("name"), "field:key:type", or "ignore". */
  entry: string;
  by: 'mapping' | 'profile' | 'name' | 'new_field' | 'unknown';
  samples: string[];
};

export type ImportCounts = Partial<
  Record<
    'rows' | 'created' | 'updated' | 'unchanged' | 'refused' | 'warnings' | 'companies',
    number
  >
>;

export type ImportSummary = {
  id: string;
  profile: string;
  file_name: string;
  recognized: {
    format: string;
    encoding: string | null;
    separator: string | null;
    decimal: string | null;
    dateOrder: string;
  };
  missing: { target: string; label: string }[];
  options: { create_missing_plans: boolean; invite_all: boolean };
  state: ImportState;
  row_count: number;
  counts: ImportCounts;
  can_undo_until: string | null;
  created_at: string;
  finished_at: string | null;
};

export type ImportDetail = ImportSummary & {
  columns: ImportColumn[];
  targets: { key: string; label: string; required: boolean }[];
};

export type ImportRow = {
  row_number: number;
  outcome: string;
  cells: string[];
  contact_id: string | null;
  problems: { column: string | null; level: string; code: string; message: string }[];
};

export type ImportChange = {
  profile?: string;
  mapping?: {
    columns: Record<string, string>;
    date_order?: string;
    decimal?: string;
  };
  options?: {
    create_missing_plans?: boolean;
    invite_all?: boolean;
    unknown_columns?: 'field' | 'ignore';
  };
};
