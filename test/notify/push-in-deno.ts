import process from 'node:process';
import type { PushAddress } from '../../demo/supabase/functions/_shared/notify/sender.ts';
import { webPushFrom } from '../../demo/supabase/functions/_shared/notify/web-push.ts';
import { noon, readyMessage } from './push-messages.ts';

/*
 * Runs under Deno: sends a push to the address in its first argument, then to the second, where nothing listens, and
 * prints what became of them.
 */
const sender = webPushFrom((name) => process.env[name], { fetch, now: () => noon });
const { keys, endpoint } = JSON.parse(process.argv[2] ?? '{}') as PushAddress;
const { signal } = new AbortController();
for (const to of [endpoint, process.argv[3] ?? '']) {
  const result = await sender?.send(readyMessage({ endpoint: to, keys }), signal);
  console.log(result?.outcome ?? 'no sender');
}
