/** The port for outgoing mail; one file per way, chosen once in main by the SMTP setting. */

export type MailAddress = { name: string; address: string };

export type OutgoingMail = {
  /** The message's id: becomes its Message-ID, so that a second copy can be told. */
  id: string;
  /** Name shown as the sender; the address is the installation's. */
  fromName: string;
  to: MailAddress;
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  attachments: MailAttachment[];
};

export type MailAttachment = { name: string; contentType: string; bytes: Buffer };

export type MailOutcome =
  | { state: 'accepted' }
  /** This message will never be taken: address unknown, content refused. */
  | { state: 'refused'; reason: string }
  /** Not now, for this message only. */
  | { state: 'deferred'; reason: string }
  /** Not now, for any message: server away, sign-in or sender refused. */
  | { state: 'unreachable'; reason: string }
  /** The text was handed over and no answer came: sent or not, nobody knows. */
  | { state: 'unknown'; reason: string };

/** `outbox` sends nothing: messages are kept on the outbox page, their ids go to the log. */
export type MailGateway =
  | { kind: 'smtp'; send(mail: OutgoingMail): Promise<MailOutcome> }
  | { kind: 'outbox'; note(kept: { id: string; template: string }[]): void };
