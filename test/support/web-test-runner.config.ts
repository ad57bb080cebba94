import {
  type BrowserLauncher,
  defaultReporter,
  type TestRunnerConfig,
  type TestRunnerGroupConfig,
} from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { countReporter } from './browser-results.js';
import { chromiumFlags, type Engine, engines, findBrowsers, type InstalledBrowser } from './browsers.js';
import { picturePlugin } from './pictures/plugin.js';
import { measurementPlugin, recordReporter } from './test-records.js';
import { startWebKitDriver } from './webkit-driver.js';

/**
 * Set by run-tests.mjs: the engines, separated by commas (default: all that are installed); the files; more files, for
 * Chromium alone and for all but Chromium; where the counts go; and a pattern for the names of the tests to run. Set by
 * the accessibility report: where each test and what was measured are written down.
 */
const { TEST_BROWSERS = engines.join(), TEST_FILES = 'build/test/**/*.test.js', TEST_COUNTS, TEST_GREP } = process.env;
const { TEST_IN_CHROMIUM = '', TEST_NOT_IN_CHROMIUM = '', TEST_RECORDS, TEST_MEASUREMENTS } = process.env;

const installed = findBrowsers();
const wanted = new Set(TEST_BROWSERS.split(','));
const webkitDriver = wanted.has('webkit') && installed.webkit ? await startWebKitDriver(installed.webkit) : undefined;

const launchers: Record<Engine, (browser: InstalledBrowser) => BrowserLauncher> = {
  chromium: ({ browser }) => chromeLauncher({ launchOptions: { executablePath: browser, args: [...chromiumFlags] } }),

  firefox: ({ browser }) => puppeteerLauncher({ launchOptions: { browser: 'firefox', executablePath: browser } }),

  webkit: ({ browser }) => {
    const capabilities = {
      browserName: 'MiniBrowser',
      // The tests report by themselves. A page that changes its fragment while it loads can make the driver wait for ever.
      pageLoadStrategy: 'none' as const,
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    };
    const launcher: unknown = webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: webkitDriver?.port ?? 0,
      path: '/',
      logLevel: 'error',
      capabilities,
    });
    // Its type says `testCoverage?: X` where it means `testCoverage: X | undefined`.
    return launcher as BrowserLauncher;
  },
};

function launcherFor(engine: Engine): [Engine, BrowserLauncher][] {
  const browser = installed[engine];
  return wanted.has(engine) && browser ? [[engine, launchers[engine](browser)]] : [];
}

const launched = engines.flatMap(launcherFor);
/** A group of files for some of the engines, if there are both. */
function group(name: string, files: string, isFor: (engine: Engine) => boolean): readonly TestRunnerGroupConfig[] {
  const browsers = launched.flatMap(([engine, launcher]) => (isFor(engine) ? [launcher] : []));
  return files && browsers.length > 0 ? [{ name, files: files.split(','), browsers }] : [];
}
const groups = [
  ...group('in Chromium', TEST_IN_CHROMIUM, (engine) => engine === 'chromium'),
  ...group('not in Chromium', TEST_NOT_IN_CHROMIUM, (engine) => engine !== 'chromium'),
];

const config: TestRunnerConfig = {
  rootDir: process.cwd(),
  files: TEST_FILES.split(','),
  ...(groups.length > 0 && { groups }),
  nodeResolve: true,
  browsers: launched.map(([, launcher]) => launcher),
  // One page at a time in each browser: a page in the background is throttled, as it would be for a guest.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: {
    config: { timeout: '5000', forbidOnly: process.env.CI === 'true', ...(TEST_GREP && { grep: TEST_GREP }) },
  },
  filterBrowserLogs: ({ args }) => !args.some((arg) => typeof arg === 'string' && arg.startsWith('Lit is in dev mode')),
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    ...(TEST_RECORDS ? [recordReporter(TEST_RECORDS)] : []),
    ...(TEST_COUNTS ? [countReporter(TEST_COUNTS, TEST_GREP !== undefined)] : []),
  ],
  plugins: [
    picturePlugin(),
    measurementPlugin(TEST_MEASUREMENTS),
    ...(webkitDriver ? [{ name: 'webkit-driver', serverStop: () => webkitDriver.stop() }] : []),
  ],
};

export default config;
