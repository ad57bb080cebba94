// Runs in Deno: sends one SMS by each vendor that is named, and prints what became of it, a line of JSON each.
import { smsFrom } from '../../demo/supabase/functions/_shared/notify/sms/sms-from.ts';
import { now, readyMessage } from './sms-message.ts';

declare const Deno: { readonly env: { get(name: string): string | undefined }; readonly args: readonly string[] };

for (const vendor of Deno.args) {
  const read = (name: string) => (name === 'NOTIFY_SMS' ? vendor : Deno.env.get(name));
  const result = await smsFrom(read, { fetch, now: () => now })?.send(readyMessage(), AbortSignal.timeout(1500));
  console.log(JSON.stringify({ vendor, ...result }));
}
