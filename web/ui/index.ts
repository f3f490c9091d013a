export { AddonCounts, countsOf, type Offered, wantedOf } from './AddonCounts.tsx';
export { Amount, useInterval } from './Amount.tsx';
export { type AddressLine, addressAutoComplete, addressOf, addressText } from './address.ts';
export { Callout } from './Callout.tsx';
export { ConfirmDialog } from './ConfirmDialog.tsx';
export { addDays, addMonths } from './calendar.ts';
export { DateText } from './DateText.tsx';
export { Drawer } from './Drawer.tsx';
export { type Fact, Facts } from './Facts.tsx';
export { otherRemarks, useForm, useIntent } from './Form.tsx';
export { digitsOf, type Format, FormatProvider, useFormat } from './format.tsx';
export { MoneyInput } from './MoneyInput.tsx';
export { PageHeader, Totals } from './PageHeader.tsx';
export { PageText } from './PageText.tsx';
export { Palette, type PaletteItem } from './Palette.tsx';
export { type PlainColumn, PlainTable } from './PlainTable.tsx';
export { PlanMark } from './PlanMark.tsx';
export { fieldErrors, isProblemShape } from './problem.ts';
export type { QueryHint } from './query/pieces.ts';
export { QueryInput } from './query/QueryInput.tsx';
export { Receipt, type ReceiptLine } from './Receipt.tsx';
export { Sparkline } from './Sparkline.tsx';
export { EmptyState, ErrorState, Loading, Progress, useSentence } from './States.tsx';
export { StatusDot, Tag, type Tone } from './StatusDot.tsx';
export { Timeline, type TimelineEntry } from './Timeline.tsx';
export { ColumnMenu } from './table/ColumnMenu.tsx';
export { DataTable } from './table/DataTable.tsx';
export { morePages, queryState } from './table/queryState.ts';
export { SelectionAction, SelectionBar } from './table/SelectionBar.tsx';
export {
  type Column,
  type ColumnLayout,
  fitLayout,
  nothingSelected,
  type Selection,
} from './table/types.ts';
export { toast } from './toast.tsx';
export { UiProvider } from './UiProvider.tsx';
export { useKeys } from './useKeys.ts';
