import * as z from 'zod';

const entry = z.union([
  z.string().max(200),
  z.strictObject({
    field: z.string().max(200),
    values: z.record(z.string().max(200), z.string().max(200)).optional(),
  }),
]);

/** A mapping of columns as people write it, in a file or through the API (docs/examples). */
export const mappingFileSchema = z.strictObject({
  columns: z.record(z.string().max(200), z.union([entry, z.array(entry).max(10)])),
  defaults: z.record(z.string().max(60), z.string().max(200)).optional(),
  date_order: z.enum(['dmy', 'mdy']).optional(),
  decimal: z.enum([',', '.']).optional(),
  as_of: z.iso.date().optional(),
});
