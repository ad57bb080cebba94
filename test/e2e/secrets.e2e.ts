import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { phone } from './screens.js';

describe('a guest’s token and capability, in a browser', () => {
  const demo = new DemoStage();

  for (const transport of ['supabase', 'websocket', 'polling'] as const) {
    it(`appear in no URL, referrer, console line, storage, attribute or event, with ${transport}`, async () => {
      const page = await demo.screens.open(phone);
      const output: string[] = [];
      const secrets: string[] = [];
      page.on('console', (message) => output.push(message.text()));
      page.on('request', (request) => {
        // The fragment is left out, because browsers do not send it.
        output.push(request.url().split('#')[0] ?? '', request.headers().referer ?? '');
        if (!request.url().endsWith('/api/track')) return;
        const { capability } = JSON.parse(request.postData() ?? '{}') as { capability?: string };
        if (capability) secrets.push(capability);
      });
      const protocol = await page.createCDPSession();
      await protocol.send('Network.enable');
      protocol.on('Network.webSocketCreated', ({ url }) => output.push(url));
      await page.exposeFunction('record', (text: string) => output.push(text));
      await page.evaluateOnNewDocument(keepExchanges);
      await page.evaluateOnNewDocument(() => {
        const { record } = globalThis as unknown as { record(text: string): void };
        const events = ['update', 'status-change', 'ready', 'connection-change', 'estimate-change', 'error'];
        for (const name of events) {
          addEventListener(`order-${name}`, (event) => {
            const own = Object.entries(Object.getOwnPropertyDescriptors(event)).map(([key, { value }]) => [key, value]);
            record(JSON.stringify([event.type, (event as CustomEvent).detail, own], leaveOutElements));
          });
        }
        function leaveOutElements(_: string, value: unknown): unknown {
          return value instanceof Node || value instanceof Window ? null : value;
        }
      });

      const guest = new Guest(page, demo.server.url);
      await guest.order({ dishes: { Espresso: 1 }, transport });
      await guest.isFollowing(transport === 'polling' ? 'polling' : 'connected', 15_000);
      output.push(
        ...(await page.evaluate(() => {
          const markup = (root: Document | ShadowRoot): string[] =>
            [...root.querySelectorAll('*')].flatMap((element) => [
              ...[...element.attributes].map(({ value }) => value),
              ...(element.shadowRoot ? markup(element.shadowRoot) : []),
            ]);
          return [
            ...markup(document),
            document.documentElement.outerHTML,
            location.href,
            document.referrer,
            document.cookie,
            JSON.stringify({ ...localStorage }),
            JSON.stringify({ ...sessionStorage }),
          ];
        })),
      );
      secrets.push(...(await page.evaluate(exchangedTokens)));
      assert.equal(secrets.length, 2, 'the link was not exchanged for a token');
      assert.ok(
        output.some((text) => text.includes('"order-update"')),
        'no order-update event was recorded',
      );
      for (const secret of secrets) {
        assert.deepEqual(
          output
            .filter((text) => text.includes(secret))
            .map((text) => text.replaceAll(secret, '(the secret)').slice(0, 200)),
          [],
        );
      }
    });
  }
});

interface Exchanges {
  exchanges: Promise<{ access_token: string }>[];
}

/** In the page: keeps a copy of what the token endpoint answers. */
function keepExchanges(): void {
  const exchanges: Exchanges['exchanges'] = [];
  Object.assign(globalThis, { exchanges });
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    const answer = await fetch(...request);
    if (answer.ok && answer.url.endsWith('/api/track')) exchanges.push(answer.clone().json());
    return answer;
  };
}

/** In the page: the tokens that it was given. */
async function exchangedTokens(): Promise<string[]> {
  const { exchanges } = globalThis as unknown as Exchanges;
  return (await Promise.all(exchanges)).map(({ access_token: token }) => token);
}
