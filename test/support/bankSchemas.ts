/** The schemas of ISO 20022 as another program ships them: hbci4j, of Debian. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { unpacked } from './debian.ts';

const jar = 'usr/share/java/hbci4j-core.jar';

/**
 * Checks a message against the schema of its name, "pain.008.001.08"; it throws, naming element
 * and line, when the message is not valid.
 */
export function bankValidator(message: string): (xml: string) => void {
  const name = `${message}.xsd`;
  const shipped = readFileSync(path.join(unpacked('libhbci4j-core-java'), jar));
  const text = unzipSync(shipped, { filter: (file) => file.name === name })[name];
  if (!text) throw new Error(`hbci4j has no ${name}`);
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(text));
  return (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
    } finally {
      document.dispose();
    }
  };
}
