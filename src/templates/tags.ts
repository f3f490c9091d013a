/**
 * Turns typed camelCase data into the snake_case smart tags people write: `planName` becomes
 * `{{ plan_name }}`. Plain data only (what JSON can hold); absent values stay absent.
 */
export function toTags(data: object): Record<string, unknown> {
  const tags: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined) tags[snakeCase(key)] = tagValue(value);
  }
  return tags;
}

function tagValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tagValue);
  if (typeof value === 'object' && value !== null) return toTags(value);
  return value;
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
