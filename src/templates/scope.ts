import type { Language } from '../domain/errors.ts';
import type { Envelope, MessageData, MessageName } from './data.ts';
import type { ReadyTags } from './emails/ready.ts';
import { readyTags } from './emails/readyTags.ts';
import { renderTags } from './engine.ts';
import { bareSamples, fullSamples } from './samples.ts';
import { toTags } from './tags.ts';
import { typeset } from './typography.ts';

export type Tags = Record<string, unknown>;

/**
 * Everything the smart tags of one e-mail can name: its data, the organization, the member, and
 * its ready-made sentences. What its data may lack is there, empty, so that a tag for it is no
 * mistake (spec/activity-and-access.md: a missing value has a default).
 */
export function scopeOf<N extends MessageName>(
  name: N,
  data: MessageData[N],
  envelope: Envelope,
): Tags {
  const tags: Tags = {
    ...withOptional(name, toTags(data)),
    organization: { ...emptyOrganization, ...toTags(envelope.organization) },
    member: { ...emptyMember, ...toTags(envelope.recipient) },
  };
  const ready: ReadyTags = readyTags[name] ?? {};
  for (const [tag, { source }] of Object.entries(ready)) {
    addReady(tags, tag, { source: source[envelope.language], language: envelope.language });
  }
  return tags;
}

const emptyOrganization = { contact_email: null, website_url: null };
const emptyMember = { name: null, first_name: null };

/** Made when it is asked for, from the same tags; escaped where it is placed, like every value. */
function addReady(tags: Tags, tag: string, of: { source: string; language: Language }): void {
  const { source, language } = of;
  const text = typeset(source, language);
  Object.defineProperty(tags, tag, {
    enumerable: true,
    get: () => renderTags(text, tags, { language, format: 'text' }).trim(),
  });
}

const examples = new Map<MessageName, { full: Tags; bare: Tags }>();

/** The data of an e-mail as its examples show it: complete, and with the optional parts gone. */
export function examplesOf(name: MessageName): { full: Tags; bare: Tags } {
  const known = examples.get(name);
  if (known) return known;
  const made = { full: toTags(fullSamples[name]), bare: toTags(bareSamples[name]) };
  examples.set(name, made);
  return made;
}

function withOptional(name: MessageName, tags: Tags): Tags {
  const { full, bare } = examplesOf(name);
  return addOptional(tags, full, bare);
}

/** Adds as null what the whole example has and the bare one lacks; not inside of lists. */
function addOptional(tags: Tags, full: Tags, bare: Tags): Tags {
  const whole: Tags = { ...tags };
  for (const [key, value] of Object.entries(full)) {
    const present = whole[key];
    const least = bare[key];
    if (isGroup(value)) {
      if (present == null ? least == null : isGroup(present)) {
        whole[key] = addOptional(groupOf(present), value, groupOf(least));
      }
    } else if (present === undefined && least == null) whole[key] = null;
  }
  return whole;
}

function groupOf(value: unknown): Tags {
  return isGroup(value) ? value : {};
}

/** A group of tags like `invoice`, whose parts are named one by one: no amount, no period. */
export function isGroup(value: unknown): value is Tags {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('currency' in value) && !('start' in value);
}
