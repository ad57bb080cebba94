import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import forge from 'node-forge';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { smtpFrom } from '../../demo/supabase/functions/_shared/notify/mail/smtp.js';
import type { Message, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { rendered, sampleMail, sampleOrder, sampleWithdrawLink } from './sample-message.js';

/** A mail server on 127.0.0.1, and what it was given. */
class MailServer {
  readonly mails: ParsedMail[] = [];
  readonly #server: SMTPServer;

  constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, _session, done) => {
        simpleParser(stream).then(
          (mail) => {
            this.mails.push(mail);
            done();
          },
          (error: Error) => done(error),
        );
      },
      ...options,
    });
    // A client that goes away is what some of these tests are about.
    this.#server.on('error', () => undefined);
  }

  listen(host = '127.0.0.1'): Promise<string> {
    return new Promise((resolve) => {
      const listener = this.#server.listen(0, host, () => {
        const address = listener.address();
        resolve(`${typeof address === 'object' && address ? address.port : 0}`);
      });
    });
  }

  /** Cuts every connection, as a crash does. */
  cut(): void {
    for (const connection of this.#server.connections as Iterable<{ _socket: { destroy(): void } }>) {
      connection._socket.destroy();
    }
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

const open: MailServer[] = [];
async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}
afterEach(closeAll);
after(closeAll);

async function serve(options: SMTPServerOptions = {}, host?: string): Promise<{ server: MailServer; port: string }> {
  const server = new MailServer(options);
  open.push(server);
  return { server, port: await server.listen(host) };
}

interface Sending {
  readonly settings?: Readonly<Record<string, string>>;
  readonly message?: Message;
  readonly signal?: AbortSignal;
}

function send(port: string, { settings = {}, message = sampleMail(), signal }: Sending = {}): Promise<SendResult> {
  const all: Readonly<Record<string, string>> = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: port,
    NOTIFY_EMAIL_FROM: 'Trattoria Aurora <orders@aurora.example>',
    NOTIFY_EMAIL_REPLY_TO: 'hello@aurora.example',
    ...settings,
  };
  return smtpFrom((name) => all[name]).send(message, signal ?? AbortSignal.timeout(10_000));
}

function replying(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

describe('a mail by SMTP', () => {
  it('arrives as plain text and HTML, with a Message-ID of its own and one tap to end it', async () => {
    const { server, port } = await serve();
    const result = await send(port);
    const id = `<${sampleMail().id}@aurora.example>`;
    assert.deepEqual(result, { outcome: 'accepted', vendorId: id });
    const [mail] = server.mails;
    assert.equal(mail?.messageId, id);
    assert.equal(mail?.subject, 'Trattoria Aurora: Your order 42 is ready');
    assert.equal(mail?.from?.text, '"Trattoria Aurora" <orders@aurora.example>');
    assert.equal(mail?.replyTo?.text, 'hello@aurora.example');
    assert.equal(mail?.text?.trim(), sampleMail().text.trim());
    assert.equal(typeof mail?.html === 'string' && mail.html.trim(), sampleMail().html?.trim());
    assert.deepEqual(mail?.headers.get('auto-submitted'), 'auto-generated');
    const lines = mail?.headerLines.map(({ line }) => line.replace(/\r?\n\s+/g, ' ')) ?? [];
    assert.ok(lines.includes(`List-Unsubscribe: <${sampleWithdrawLink}>`), lines.join('\n'));
    assert.ok(lines.includes('List-Unsubscribe-Post: List-Unsubscribe=One-Click'));
    assert.equal(mail?.attachments.length, 0);
  });

  it('arrives whole in Arabic, with a name that tries to add a header', async () => {
    const { server, port } = await serve();
    const order = sampleOrder({ status: 'completed', items: [{ name: 'كباب حلبي', quantity: 2 }] });
    const message = rendered({
      kind: 'summary',
      language: 'ar',
      restaurantName: 'مطعم\r\nBcc: all@example.com',
      order,
    });
    assert.ok(message);
    assert.equal((await send(port, { message })).outcome, 'accepted');
    const [mail] = server.mails;
    assert.equal(mail?.subject, message.title);
    assert.equal(mail?.bcc, undefined);
    assert.match(mail?.text ?? '', /كباب حلبي/);
  });

  it('is sent again later where the server greylists', async () => {
    const { port } = await serve({
      onRcptTo: (_address, _session, done) => done(replying(450, '4.2.0 Greylisted, try guest@example.com later')),
    });
    const result = await send(port);
    assert.deepEqual(result, { outcome: 'not-sent', reason: 'the mail server asks to wait (450, 4.2.0)' });
  });

  it('ends an address without a mailbox, and not one that the server dislikes us for', async () => {
    const { port } = await serve({ onRcptTo: (_address, _session, done) => done(replying(550, '5.1.1 User unknown')) });
    assert.deepEqual(await send(port), {
      outcome: 'refused',
      reason: 'there is no such mailbox (550, 5.1.1)',
      recipient: 'invalid',
    });
    const plain = await serve({ onRcptTo: (_address, _session, done) => done(replying(550, 'No such user')) });
    assert.equal(((await send(plain.port)) as { recipient?: string }).recipient, 'invalid');
    const policy = await serve({ onRcptTo: (_address, _session, done) => done(replying(550, '5.7.1 Listed')) });
    assert.deepEqual(await send(policy.port), {
      outcome: 'refused',
      reason: 'the mail server refuses the mail (550, 5.7.1)',
    });
  });

  it('is refused for good where the server refuses its content', async () => {
    const { port } = await serve({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(replying(554, '5.6.0 Spam')));
      },
    });
    assert.deepEqual(await send(port), {
      outcome: 'refused',
      reason: 'the mail server refuses the mail (554, 5.6.0)',
    });
  });

  it('may have been sent when the connection is lost after the mail', async () => {
    const server: { cut(): void }[] = [];
    const opened = await serve({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => server[0]?.cut());
      },
    });
    server.push(opened.server);
    const result = await send(opened.port);
    assert.deepEqual(result, {
      outcome: 'unknown',
      reason: 'the connection was lost while the mail was handed over',
    });
  });

  it('was surely not sent when the connection is lost before, or was never there', async () => {
    const server: { cut(): void }[] = [];
    const opened = await serve({ onMailFrom: () => server[0]?.cut() });
    server.push(opened.server);
    assert.equal((await send(opened.port)).outcome, 'not-sent');
    assert.equal((await send('1')).outcome, 'not-sent');
  });

  it('ends when there is no time left: what the server has asked for by then may have been sent', async () => {
    const stop = new AbortController();
    const { port } = await serve({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => stop.abort());
      },
    });
    assert.equal((await send(port, { signal: stop.signal })).outcome, 'unknown');
    assert.equal((await send(port, { signal: AbortSignal.abort() })).outcome, 'not-sent');
  });

  it('says so where the server refuses our password, and never says the password', async () => {
    const { port } = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['PLAIN'],
      onAuth: (_auth, _session, done) => done(replying(535, '5.7.8 Bad password hunter2')),
    });
    const result = await send(port, { settings: { SMTP_USER: 'orders', SMTP_PASSWORD: 'hunter2' } });
    assert.deepEqual(result, { outcome: 'refused', reason: 'the mail server refuses our account (535, 5.7.8)' });
  });
});

describe('an encrypted mail', () => {
  const { certificate, key } = certificateFor('localhost');
  const encrypted = { disabledCommands: [], cert: certificate, key };

  it('goes by STARTTLS to a server whose certificate is known', async () => {
    let wasSecure = false;
    const { port } = await serve({
      ...encrypted,
      onMailFrom: (_address, session, done) => {
        wasSecure = session.secure;
        done();
      },
    });
    const settings = { SMTP_HOST: 'localhost', SMTP_CA: certificate };
    assert.equal((await send(port, { settings })).outcome, 'accepted');
    assert.equal(wasSecure, true);
  });

  it('does not go in the clear to another machine, whatever that offers', async () => {
    const { server, port } = await serve({}, '127.0.0.2');
    const result = await send(port, { settings: { SMTP_HOST: '127.0.0.2' } });
    assert.equal(result.outcome, 'refused');
    assert.equal(server.mails.length, 0);
  });

  it('does not go to a server with a certificate of its own', async () => {
    const { server, port } = await serve(encrypted);
    assert.deepEqual(await send(port, { settings: { SMTP_HOST: 'localhost' } }), {
      outcome: 'refused',
      reason: 'no encrypted connection to the mail server: check its certificate',
    });
    assert.equal(server.mails.length, 0);
  });
});

function certificateFor(name: string): { readonly certificate: string; readonly key: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const subject = [{ name: 'commonName', value: name }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key: forge.pki.privateKeyToPem(keys.privateKey) };
}
