import { NotSetUp } from '../../endpoint.ts';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import type { Message, Sender, SendResult } from '../sender.ts';
import { type MailFrom, mailAddress, mailHeaders, readMailFrom, readMailPrice, subjectOf } from './mail-settings.ts';
import { resultOfSmtpError } from './smtp-errors.ts';

interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
  /** A certificate that the server's is signed by, PEM. */
  readonly ca: string | undefined;
}

/** Milliseconds. A greeting may be held back to make senders of spam give up. */
const longestWait = 20_000;

/**
 * Any mail server, by SMTP (RFC 5321, nodemailer). The connection is encrypted: at once on port 465, else by STARTTLS,
 * which is demanded unless the server is on this machine. SMTP knows no idempotency key; the mail's Message-ID is that of
 * the message, by which many mailboxes drop a double.
 *
 * Settings: `SMTP_HOST`, `SMTP_PORT` (465), `SMTP_USER` and `SMTP_PASSWORD`, `SMTP_CA`. Throws `NotSetUp`. A hosted
 * Supabase project lets nothing out on the ports 25 and 587 (https://supabase.com/docs/guides/functions/limits).
 */
export function smtpFrom(read: ReadSetting): Sender {
  const server = readServer(read);
  const from = readMailFrom(read);
  const price = readMailPrice(read);
  return {
    channel: 'email',
    name: 'smtp',
    isIdempotent: false,
    costOf: () => price,
    send: (message, signal) => send(server, from, message, signal),
  };
}

async function send(server: SmtpServer, from: MailFrom, message: Message, signal: AbortSignal): Promise<SendResult> {
  if (signal.aborted) return { outcome: 'not-sent', reason: 'there was no time left to ask the mail server' };
  // Loaded when it is needed: the functions of a project that sends otherwise start without it.
  const { createTransport } = await import('nodemailer');
  const { host, port, auth, ca } = server;
  let hasBegun = false;
  const transport = createTransport({
    host,
    port,
    ...(auth && { auth }),
    secure: port === 465,
    requireTLS: !isThisMachine(host),
    ...(ca && { tls: { ca } }),
    connectionTimeout: longestWait,
    greetingTimeout: longestWait,
    socketTimeout: longestWait,
    disableFileAccess: true,
    disableUrlAccess: true,
    transactionLog: true,
    logger: replies((reply) => {
      hasBegun ||= reply.startsWith('354');
    }),
  });
  const close = () => transport.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const messageId = `<${message.id}@${from.address.split('@').at(-1)}>`;
    await untilAborted(
      signal,
      transport.sendMail({
        from: from.from,
        ...(from.replyTo && { replyTo: from.replyTo }),
        to: { name: '', address: mailAddress(message) },
        subject: subjectOf(message),
        text: message.text,
        ...(message.html && { html: message.html }),
        headers: { ...mailHeaders(message) },
        messageId,
      }),
    );
    return { outcome: 'accepted', vendorId: messageId };
  } catch (error) {
    return resultOfSmtpError(error, hasBegun);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** Rejects when the signal is aborted, whatever the library waits for. */
function untilAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('The time is over.'));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Hears the replies of the server, and writes nothing. 354 is the one after which the mail may be taken, whatever comes
 * next.
 */
function replies(heard: (reply: string) => void) {
  const ignore = () => undefined;
  const debug = (entry: unknown, reply: unknown) => {
    const isReply = typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === 'server';
    if (isReply && typeof reply === 'string') heard(reply);
  };
  return { level: ignore, trace: ignore, debug, info: ignore, warn: ignore, error: ignore, fatal: ignore };
}

function readServer(read: ReadSetting): SmtpServer {
  const host = needed(read, 'SMTP_HOST');
  const port = Number(read('SMTP_PORT')?.trim() || 465);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new NotSetUp('SMTP_PORT must be a port, such as 465.');
  if ((port === 25 || port === 587) && /\.supabase\.co\/?$/.test(read('SUPABASE_URL')?.trim() ?? '')) {
    throw new NotSetUp(`A hosted project lets nothing out on port ${port}: set SMTP_PORT to 465 or 2465, or 2525.`);
  }
  const user = read('SMTP_USER')?.trim();
  const pass = read('SMTP_PASSWORD');
  if (user && !pass) needed(read, 'SMTP_PASSWORD');
  if (pass && !user) needed(read, 'SMTP_USER');
  return { host, port, auth: user && pass ? { user, pass } : undefined, ca: read('SMTP_CA')?.trim() || undefined };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1';
}
