/**
 * The schemas of ISO 20022 as another program ships them: Debian's hbci4j, fetched once and never
 * installed. Where there is no apt there are none.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const folder = path.resolve(import.meta.dirname, '../../node_modules/.cache/cercle/hbci4j');
const jar = path.join(folder, 'usr/share/java/hbci4j-core.jar');

/** True where the schemas can be had. */
export const hasBankSchemas = spawnSync('apt-get', ['--version']).status === 0;

/**
 * Checks a message against the schema of its name, "pain.008.001.08"; it throws, naming element
 * and line, when the message is not valid.
 */
export function bankValidator(message: string): (xml: string) => void {
  const name = `${message}.xsd`;
  const text = unzipSync(shipped(), { filter: (file) => file.name === name })[name];
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

function shipped(): Uint8Array {
  if (globSync(jar).length === 0) fetchPackage();
  return readFileSync(jar);
}

function fetchPackage(): void {
  mkdirSync(folder, { recursive: true });
  const download = () =>
    spawnSync('apt-get', ['download', '-qq', 'libhbci4j-core-java'], { cwd: folder }).status === 0;
  if (!download()) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    if (!download()) throw new Error('apt has no libhbci4j-core-java');
  }
  const [deb] = globSync('*.deb', { cwd: folder });
  execFileSync('dpkg-deb', ['-x', deb!, '.'], { cwd: folder });
}
