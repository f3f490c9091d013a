/** The embedded PostgreSQL cannot be used; the message says why and what to do, in plain words. */
export class EmbeddedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
  }
}
