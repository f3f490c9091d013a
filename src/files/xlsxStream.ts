import { setImmediate } from 'node:timers/promises';
import type { ZipEntry } from './zipGuard.ts';
import { packedBytes } from './zipGuard.ts';

const needed = /^\[Content_Types\]\.xml$|\.rels$|^xl\/(workbook|sharedStrings|styles)\.xml$/i;
const worksheet = /^xl\/worksheets\/sheet\d+\.xml$/i;
const slice = 262_144;

/** Holds a source back while nobody waits for what comes of it. */
export class Gate {
  private waiting = false;
  private wake: (() => void) | null = null;

  /** Somebody waits for a row. */
  ask(): void {
    this.waiting = true;
    this.wake?.();
  }

  /** They got one, and are busy with it. */
  rest(): void {
    this.waiting = false;
  }

  /** Resolves once somebody waits and no row read before could be given to them. */
  async opened(): Promise<void> {
    for (;;) {
      if (!this.waiting) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
      // Rows at hand are given out before the next turn; who still waits then needs more.
      await setImmediate();
      if (this.waiting) return;
    }
  }
}

/** True when every part of a workbook lies where a single pass over it expects it. */
export function canStream(entries: ZipEntry[]): boolean {
  const sheets = entries.filter((entry) => entry.name.startsWith('xl/worksheets/'));
  return sheets.every(({ name }) => worksheet.test(name) || name.includes('/_rels/'));
}

/**
 * The parts of a workbook that hold its rows, in the order in which one pass needs them (Excel puts
 * shared texts last), handed over only as fast as `gate` lets them through.
 */
export function workbookStream(
  bytes: Uint8Array,
  entries: ZipEntry[],
  gate: Gate,
): ReadableStream<Uint8Array> {
  const parts = pieces(bytes, entries, gate);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function* pieces(
  bytes: Uint8Array,
  entries: ZipEntry[],
  gate: Gate,
): AsyncGenerator<Uint8Array, void> {
  const sheets = entries.filter((entry) => worksheet.test(entry.name));
  const others = entries.filter((entry) => needed.test(entry.name));
  for (const entry of [...others, ...sheets]) {
    yield localHeader(entry);
    const packed = packedBytes(bytes, entry);
    for (let at = 0; at < packed.length; at += slice) {
      if (at > 0) await gate.opened();
      yield packed.subarray(at, at + slice);
    }
  }
}

/** A local file header that says how long its entry is, whatever the original one left open. */
function localHeader({ name, method, crc, packed, unpacked }: ZipEntry): Uint8Array {
  const text = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed, 18);
  head.writeUInt32LE(unpacked, 22);
  head.writeUInt16LE(text.length, 26);
  return Buffer.concat([head, text]);
}
