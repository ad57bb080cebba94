import { launch } from 'puppeteer-core';
import type { InstalledBrowser } from '../../support/browsers.js';
import { startWebKitDriver } from '../../support/webkit-driver.js';

/** A browser tab with the operations that all engines support. */
export interface EngineTab {
  open(url: string): Promise<void>;
  back(): Promise<void>;
  /** Runs a function body in the page. Resolves with the text that it returns. */
  run(body: string): Promise<string>;
  /** Closes the browser. */
  close(): Promise<void>;
}

export async function openFirefox({ browser: executablePath }: InstalledBrowser): Promise<EngineTab> {
  const browser = await launch({ browser: 'firefox', executablePath });
  const page = await browser.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    back: async () => void (await page.goBack()),
    run: (body) => page.evaluate(`(() => { ${body} })()`) as Promise<string>,
    close: () => browser.close(),
  };
}

/** Opens WebKitGTK's MiniBrowser through the WebDriver protocol. */
export async function openWebKit(installed: InstalledBrowser): Promise<EngineTab> {
  const driver = await startWebKitDriver(installed);
  const request = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${driver.port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`WebKitWebDriver: ${JSON.stringify(value)}`);
    return value;
  };
  // Commands run one after the other: a script that is interrupted by a navigation gets no answer.
  let last: Promise<unknown> = Promise.resolve();
  const ask: typeof request = (...command) => {
    last = last.catch(() => undefined).then(() => request(...command));
    return last;
  };
  const options = { 'webkitgtk:browserOptions': { binary: installed.browser, args: ['--automation'] } };
  const { sessionId } = (await ask('POST', '', { capabilities: { alwaysMatch: options } })) as { sessionId: string };
  const session = `/${sessionId}`;
  return {
    open: async (url) => void (await ask('POST', `${session}/url`, { url })),
    back: async () => void (await ask('POST', `${session}/back`, {})),
    run: (script) => ask('POST', `${session}/execute/sync`, { script, args: [] }) as Promise<string>,
    async close() {
      await ask('DELETE', session);
      driver.stop();
    },
  };
}
