/** What Apache PDFBox, of Debian, finds against a PDF when it is to be a PDF/A-1b. */

import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answers, hasDebian, unpacked } from './debian.ts';

const packages = ['libpdfbox2-java', 'libfontbox2-java', 'libcommons-logging-java'].concat([
  'libactivation-java',
  'libjaxb-api-java',
]);

export const hasPreflight = hasDebian && answers('java', '-version');

/** One line per finding, such as "1.4.7 : Trailer Syntax error, …"; none for a valid file. */
export function preflight(pdf: Buffer): string[] {
  const jars = packages.flatMap((name) => {
    const folder = path.join(unpacked(name), 'usr/share/java');
    return globSync('*.jar', { cwd: folder }).map((jar) => path.join(folder, jar));
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-test-preflight-'));
  try {
    const file = path.join(folder, 'file.pdf');
    writeFileSync(file, pdf);
    const program = 'org.apache.pdfbox.preflight.Validator_A1b';
    const { stdout, stderr } = spawnSync('java', ['-cp', jars.join(':'), program, file], {
      encoding: 'utf8',
    });
    const [verdict, ...findings] = stdout.trim().split('\n');
    if (!verdict?.includes('PDF/A-1b')) throw new Error(stdout + stderr);
    return findings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
