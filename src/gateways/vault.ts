import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps what must not be readable in the database: AES-256-GCM, with a key derived from the
 * installation's secret. `about` names what it belongs to; a sealed text moved away stays shut.
 */
export type Vault = {
  seal(about: string, plain: string): string;
  /** The text again; null when sealed with another secret, for something else, or changed. */
  open(about: string, sealed: string): string | null;
};

const algorithm = 'aes-256-gcm';

/** The vault of this installation's secret (SECRET, or the file in the data folder). */
export function vaultOf(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, 'cercle', 'gateway credentials', 32));
  return {
    seal(about, plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return ['v1', iv, cipher.getAuthTag(), body].map(text).join('.');
    },
    open(about, sealed) {
      const [version, iv, tag, body] = sealed.split('.');
      if (version !== 'v1' || !iv || !tag || body === undefined) return null;
      const decipher = createDecipheriv(algorithm, key, bytes(iv), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes(tag));
      try {
        return Buffer.concat([decipher.update(bytes(body)), decipher.final()]).toString('utf8');
      } catch {
        // The tag does not fit: another key, another owner, or a changed text. All mean the same.
        return null;
      }
    },
  };
}

function text(part: string | Buffer): string {
  return typeof part === 'string' ? part : part.toString('base64url');
}

function bytes(part: string): Buffer {
  return Buffer.from(part, 'base64url');
}
