import process from 'node:process';
import { smtpFrom } from '../../demo/supabase/functions/_shared/notify/mail/smtp.ts';
import type { Message } from '../../demo/supabase/functions/_shared/notify/sender.ts';

/*
 * Runs under Deno: renders the mail of its first argument with the module of its second, and sends it by the SMTP server that the environment names, then to a port where
 * nothing listens, and prints what became of them.
 */
const { renderMessage } = (await import(process.argv[3] ?? '')) as typeof import('../../src/messages.js');
const input = JSON.parse(process.argv[2] ?? '{}');
const message = renderMessage({
  ...input,
  expiresAt: new Date(input.expiresAt),
  now: new Date(input.now),
}) as Message | undefined;
for (const port of [process.env.SMTP_PORT, '1']) {
  const sender = smtpFrom((name) => (name === 'SMTP_PORT' ? port : process.env[name]));
  const result = message && (await sender.send(message, AbortSignal.timeout(5000)));
  console.log(result?.outcome ?? 'nothing to say');
}
