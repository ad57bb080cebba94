import { hashCapability } from '../capability.ts';
import { bearerToken, endpoint, type Handler, refusal } from '../endpoint.ts';
import type { OutboxWorker } from './worker.ts';

export interface OutboxServices {
  readonly worker: OutboxWorker;
  /** Whoever calls sends it as `Authorization: Bearer …`. */
  readonly secret: string;
  /** Milliseconds since 1970, the clock of the database. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** For so many seconds it goes on with what becomes due. Default 20. */
  readonly followSeconds?: number;
}

/** The shortest pause between two looks, in milliseconds: what another worker has in hand is due as well. */
const shortestPause = 250;

/**
 * The worker for hosts that run no process: each POST sends what is due, goes on for some seconds with what becomes due,
 * and answers `{"sent": 3}`: how many messages it took. Any number of calls may overlap. 401 without the secret.
 */
export function createOutbox({ worker, secret, now, wait, followSeconds = 20 }: OutboxServices): Handler {
  return endpoint('outbox', async ({ headers }) => {
    const given = bearerToken(headers.get('Authorization')) ?? '';
    // Hashes are compared, so that the time says nothing of where they differ.
    if (hashCapability(given) !== hashCapability(secret)) {
      return refusal(401, 'OUTBOX_SECRET is needed: Authorization: Bearer …', { 'WWW-Authenticate': 'Bearer' });
    }
    const until = now() + followSeconds * 1000;
    const sending: Promise<void>[] = [];
    let sent = 0;
    while (now() <= until) {
      const ticked = await worker.tick();
      sent += ticked.claimed;
      sending.push(ticked.sent);
      // A quick vendor may make the next step due; a slow one does not hold up the others.
      if (ticked.claimed > 0) await Promise.race([ticked.sent, wait(shortestPause)]);
      const next = await worker.nextAt();
      if (!next || next.getTime() > until) break;
      await wait(Math.max(next.getTime() - now(), shortestPause));
    }
    await Promise.all(sending);
    await worker.clean();
    return Response.json({ sent });
  });
}
