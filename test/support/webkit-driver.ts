import { type ChildProcess, spawn } from 'node:child_process';
import type { InstalledBrowser } from './browsers.js';
import { freePort } from './free-port.js';

/** A WebKitWebDriver that listens on `port`, on a display of its own. */
export interface WebKitDriver {
  readonly port: number;
  stop(): void;
}

/** Starts Xvfb and WebKitWebDriver; both end with this process at the latest. */
export async function startWebKitDriver({ driver, display }: InstalledBrowser): Promise<WebKitDriver> {
  if (!driver || !display) throw new Error('WebKitGTK needs WebKitWebDriver and Xvfb.');
  const children: ChildProcess[] = [];
  const stop = () => {
    for (const child of children) child.kill();
  };
  process.once('exit', stop);

  const screen = spawn(display, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  children.push(screen);
  const number = await firstLine(screen);

  const port = await freePort();
  const webdriver = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      // Software drawing: there is no graphics card to wait for.
      LIBGL_ALWAYS_SOFTWARE: '1',
      // No accessibility bus is needed, and looking for one takes seconds.
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    },
  });
  children.push(webdriver);
  await listening(port, webdriver);
  return { port, stop };
}

/** Xvfb writes the display's number to file descriptor 3 once it takes clients. */
function firstLine(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const pipe = screen.stdio[3];
    let text = '';
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    pipe?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}

async function listening(port: number, webdriver: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (webdriver.exitCode !== null) throw new Error(`WebKitWebDriver ended with code ${webdriver.exitCode}.`);
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('WebKitWebDriver did not start within 10 s.');
}
