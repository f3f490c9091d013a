/** The limits of what may be read; the largest list the product promises is 1,000,000 rows. */
export const limits = {
  rows: 1_000_000,
  columns: 500,
  /** one record of a CSV, in characters */
  record: 1_000_000,
  /** bytes of an uploaded file */
  csvBytes: 1_500 * 1024 * 1024,
  xlsxBytes: 250 * 1024 * 1024,
  /** bytes a workbook may unpack to, altogether */
  unpackedBytes: 2_000 * 1024 * 1024,
  /** unpacked bytes per packed byte, once the unpacked size is worth worrying about */
  ratio: 250,
  ratioFrom: 20 * 1024 * 1024,
  /** rows read to recognize a file */
  sample: 500,
  /** rows handed over at a time */
  batch: 2_000,
} as const;
