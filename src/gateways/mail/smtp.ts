import { createTransport } from 'nodemailer';
import type { MailGateway, MailOutcome, OutgoingMail } from './port.ts';

const seconds = 1000;

/**
 * Sends through an SMTP server. `url` is smtp:// or smtps:// with user and password; `from` is the
 * installation's sender, "Cercle <cercle@example.org>" or a bare address. Never throws: what the
 * server said is in the outcome. One connection per message: the library's pool sends a message
 * again by itself when a connection breaks, and then nobody knows how often it arrived.
 */
export function smtpMail(settings: { url: string; from: string }): MailGateway {
  const address = bareAddress(settings.from);
  return { kind: 'smtp', send: (mail) => sendOnce(settings.url, mail, address) };
}

async function sendOnce(url: string, mail: OutgoingMail, address: string): Promise<MailOutcome> {
  const watch = handoverWatch();
  const transport = createTransport({
    url,
    logger: watch.logger,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 60 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail(envelope(mail, address));
    return { state: 'accepted' };
  } catch (error) {
    return outcomeOf(error, watch.isHandedOver());
  } finally {
    transport.close();
  }
}

/** Listens to the library's log for the one line that says the whole text has left. */
function handoverWatch() {
  let handedOver = false;
  const silent = () => undefined;
  const info = (entry: unknown) => {
    const isMessage = typeof entry === 'object' && entry !== null && 'tnx' in entry;
    if (isMessage && entry.tnx === 'message') handedOver = true;
  };
  const logger = {
    ...{ level: silent, trace: silent, debug: silent, warn: silent, error: silent, fatal: silent },
    info,
  };
  return { logger, isHandedOver: () => handedOver };
}

function envelope(mail: OutgoingMail, address: string) {
  return {
    messageId: `<${mail.id}@${address.split('@')[1]}>`,
    from: { name: mail.fromName, address },
    to: mail.to,
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Keeps holiday notices from answering (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments.map(({ name, contentType, bytes }) => ({
      filename: name,
      contentType,
      content: bytes,
    })),
  };
}

function bareAddress(from: string): string {
  return (/<([^>]+)>/.exec(from)?.[1] ?? from).trim();
}

type SmtpFault = { code?: unknown; command?: unknown; responseCode?: unknown; message?: unknown };

function outcomeOf(error: unknown, isHandedOver: boolean): MailOutcome {
  const fault: SmtpFault = typeof error === 'object' && error !== null ? error : {};
  const reason = String(fault.message ?? error)
    .replace(/\s+/g, ' ')
    .slice(0, 300);
  const status = typeof fault.responseCode === 'number' ? fault.responseCode : 0;
  const isAboutMessage = fault.command === 'RCPT TO' || fault.command === 'DATA';
  if (isAboutMessage && status >= 500) return { state: 'refused', reason };
  if (isAboutMessage && status >= 400) return { state: 'deferred', reason };
  if (fault.code === 'EENVELOPE' && fault.command === 'API') return { state: 'refused', reason };
  if (isHandedOver) return { state: 'unknown', reason };
  return { state: 'unreachable', reason };
}
