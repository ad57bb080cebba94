// Wallets as an Edge Function: https://<project>.supabase.co/functions/v1/wallet. Its settings are secrets of the project;
// demo/guides/wallet.md lists them. `POST …/wallet/tell` with OUTBOX_SECRET as bearer token tells the wallets what has
// changed: pg_cron calls it, as it calls the outbox.

import { cardWords } from 'order-status-tracker/messages';
import { bearerToken, endpoint, refusal } from '../_shared/endpoint.ts';
import { hostedDatabase, needed } from '../_shared/hosted-project.ts';
import { openWallet } from '../_shared/wallet/open-wallet.ts';
import { pathAfterWallet } from '../_shared/wallet/wallet.ts';
import { isSameText } from '../_shared/web-crypto.ts';

const setting = (name: string) => Deno.env.get(name);

const opened = Promise.resolve().then(() =>
  openWallet({
    read: setting,
    database: hostedDatabase(setting),
    messageSecret: needed(setting, 'MESSAGE_SECRET'),
    trackingPage: needed(setting, 'TRACKING_PAGE'),
    publicUrl: `${needed(setting, 'SUPABASE_URL')}/functions/v1/wallet`,
    words: cardWords,
    fetch,
    now: Date.now,
  }),
);

const tell = endpoint('wallet', async ({ headers }) => {
  const secret = needed(setting, 'OUTBOX_SECRET');
  if (!(await isSameText(bearerToken(headers.get('Authorization')) ?? '', secret))) {
    return refusal(401, 'A token is needed.');
  }
  return Response.json({ told: (await (await opened)?.tell()) ?? 0 });
});

Deno.serve(async (request) => {
  const path = pathAfterWallet(request.url);
  if (path[0] === 'tell') return tell(request);
  try {
    const wallet = await opened;
    return wallet ? await wallet.answer(request, path) : refusal(404, 'There is nothing here.');
  } catch (error) {
    return endpoint('wallet', () => Promise.reject(error))(new Request(request.url, { method: 'POST' }));
  }
});
