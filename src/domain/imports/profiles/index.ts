import { foldName } from '../fold.ts';
import { patreon } from './patreon.ts';
import type { Profile } from './profile.ts';
import { generic, template } from './template.ts';

/** Every profile by its key. */
export const profiles: Record<string, Profile> = { template, patreon, generic };

/** The profile of a key, or undefined. */
export function profileNamed(key: string): Profile | undefined {
  return Object.hasOwn(profiles, key) ? profiles[key] : undefined;
}

/** The profile that a file's headers give away; our own template when none does. */
export function recognizeProfile(headers: string[]): Profile {
  const present = new Set(headers.map(foldName));
  for (const profile of Object.values(profiles)) {
    if (profile.typical.length === 0) continue;
    const found = profile.typical.filter((header) => present.has(foldName(header))).length;
    if (found / profile.typical.length >= 0.8) return profile;
  }
  return template;
}
