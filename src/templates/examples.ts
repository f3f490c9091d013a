import type { Language } from '../domain/errors.ts';
import type { Envelope, MessageData, MessageName } from './data.ts';
import { link } from './sampleFacts.ts';
import { bareSamples, fullSamples } from './samples.ts';

/** An example of an e-mail's facts: with everything optional, or with the least there can be. */
export type ExampleKind = 'full' | 'bare';

/** Both examples of every e-mail, as validation renders them. */
export const samples = [fullSamples, bareSamples] as const;

/** An example whose links lead to `url` instead of nowhere. */
export function exampleFacts<N extends MessageName>(
  name: N,
  kind: ExampleKind,
  url: string,
): MessageData[N] {
  const facts = (kind === 'full' ? fullSamples : bareSamples)[name];
  const text = JSON.stringify(facts).replaceAll(JSON.stringify(link), JSON.stringify(url));
  return JSON.parse(text) as MessageData[N];
}

/** Who an example is from and for. */
export function exampleEnvelope(language: Language): Envelope {
  const recipient = { name: 'Ana Silva', firstName: 'Ana' };
  return { language, organization: { name: 'Atelier Nord' }, recipient };
}
