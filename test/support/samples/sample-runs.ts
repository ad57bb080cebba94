import type { Sample } from './read-samples.js';

/*
 * Who runs each sample of the README, the guides and what else the package has to read. A new sample has to find its line
 * here: `samples.node.test.ts` fails for one that has none or two, and for a line without a sample.
 */

/** Who runs some samples of a document. */
export interface SampleRun {
  readonly document: string;
  /** What stands after the three backquotes. */
  readonly language: string;
  /** Words that only these samples of the language have there. Without them: all of them. */
  readonly words?: string;
  /** The test that runs it. */
  readonly test?: string;
  /** Or why none can. */
  readonly why?: string;
}

/** They do as a reader does: the page, the server, the command. */
export const pages = 'test/site/samples-in-pages.e2e.ts';
export const inNode = 'test/site/samples-in-node.node.test.ts';
export const onDatabase = 'test/kit/policies.node.test.ts';
/** `npm run starters`; `npm test` runs three of them. */
const starters = 'test/starters/run.ts';

/** What is no sample to run: what programs print, and pictures. */
const output = 'it is what a program prints, or a picture';
const account = 'it works on a project at Supabase; guide.kit.ts holds its words to what the CLI knows';
const ownAccount = 'it works on a project at Supabase, which nobody here has';
const checkout = 'it starts this checkout: whoever runs the tests has done it, and the scripts are known to be there';
const install = 'it fetches the published package; `npm run starters` and `package-check` install the packed one';
const otherMachine = 'it changes a whole machine; `npm run deploy-check` does its steps without Docker';
const ownerOnly =
  'it needs the user and the folder of systemd; own-server-guide.node.test.ts reads its words as the server does';

const fieldMap = 'test/order/field-map/field-map-documentation.node.test.ts';
const protocol = 'test/transports/websocket/protocol.node.test.ts';
const skill = 'test/agents/skill.node.test.ts';
const builders = 'test/owners/builders.e2e.ts';

const written: readonly SampleRun[] = [
  { document: 'AGENTS.md', language: 'sh', test: inNode },
  { document: 'DOCTOR.md', language: 'sh', test: inNode },
  { document: 'FIELD-MAP.md', language: 'html', test: fieldMap },
  { document: 'FIELD-MAP.md', language: 'js', test: fieldMap },
  { document: 'FIELD-MAP.md', language: 'json', test: fieldMap },
  { document: 'PROTOCOL.md', language: '', why: output },
  { document: 'PROTOCOL.md', language: 'js', test: protocol },
  { document: 'PROTOCOL.md', language: 'json', test: protocol },
  { document: 'README.md', language: 'sh', words: 'npx order-status-tracker doctor', test: inNode },
  { document: 'README.md', language: 'sh', words: 'npm ci && npm start', why: checkout },
  { document: 'README.md', language: 'sh', words: 'npm ci && npm test', why: checkout },
  { document: 'README.md', language: 'sh', words: 'npm start        ', why: checkout },
  { document: 'README.md', language: 'sh', words: 'npm install order-status-tracker\n', why: install },
  { document: 'README.md', language: 'json', test: inNode },
  { document: 'agents.md', language: 'text', why: 'it is said to an agent' },
  { document: 'agents.md', language: 'sh', words: 'cp -r', test: inNode },
  {
    document: 'agents.md',
    language: 'sh',
    words: 'shadcn',
    why: 'it fetches the CLI of shadcn; what that puts into a project is run in a page',
  },
  { document: 'agents.md', language: 'html', words: 'registerAgentTools', test: 'test/e2e/agents.e2e.ts' },
  { document: 'agents.md', language: 'json', words: '"orders"', test: 'test/e2e/agents.e2e.ts' },
  { document: 'agents.md', language: 'json', words: 'customData', test: inNode },
  { document: 'consent.md', language: 'sh', words: 'secrets set', why: ownAccount },
  { document: 'consent.md', language: 'sh', words: 'openssl dgst', test: 'test/notify/consent-guide.node.test.ts' },
  { document: 'consent.md', language: 'sql', test: 'test/notify/consent-guide.node.test.ts' },
  { document: 'event-stream.md', language: 'js', test: inNode },
  { document: 'how-it-works.md', language: 'mermaid', why: output },
  { document: 'json.md', language: 'json', test: inNode },
  { document: 'notification-policy.md', language: 'sql', test: 'test/notify/policy-guide.node.test.ts' },
  { document: 'notification-policy.md', language: 'text', why: output },
  {
    document: 'notifications.md',
    language: 'text',
    why: 'it is made of the kit’s own files, which the demo’s server runs',
  },
  { document: 'notifications.md', language: 'sh', why: ownAccount },
  { document: 'notifications.md', language: 'sql', test: onDatabase },
  { document: 'own-server.md', language: 'sh', words: 'systemctl stop', why: ownerOnly },
  { document: 'own-server.md', language: 'sh', words: 'curl', test: 'test/demo/server/production.node.test.ts' },
  { document: 'own-server.md', language: 'sh', words: 'docker compose', why: otherMachine },
  { document: 'own-server.md', language: 'sh', words: 'useradd', why: otherMachine },
  { document: 'own-server.md', language: 'sh', words: 'local-postgresql.conf', why: otherMachine },
  { document: 'own-server.md', language: '', why: otherMachine },
  { document: 'polling.md', language: '', why: output },
  { document: 'relay.md', language: '', why: output },
  { document: 'relay.md', language: 'sh', why: ownAccount },
  { document: 'relay.md', language: 'js', test: inNode },
  { document: 'relay.md', language: 'sql', words: 'cron.schedule', test: 'test/kit/cron.kit.ts' },
  { document: 'relay.md', language: 'sql', words: 'delete from', test: onDatabase },
  { document: 'server-rendering.md', language: 'sh', why: install },
  { document: 'server-rendering.md', language: 'js', test: 'test/server-rendering/drawn-by-server.node.test.ts' },
  { document: 'SKILL.md', language: 'sh', test: inNode },
  { document: 'SKILL.md', language: 'json', test: skill },
  { document: 'SKILL.md', language: 'text', test: skill },
  { document: 'SKILL.md', language: 'html', words: 'field-map=', test: skill },
  { document: 'SKILL.md', language: 'sql', test: onDatabase },
  { document: 'shopify.md', language: 'html', words: '{{ id }}', why: 'Shopify puts the order’s number into it' },
  { document: 'shopify.md', language: 'html', words: '<order-status-tracker', test: builders },
  { document: 'square-online.md', language: 'html', test: builders },
  { document: 'squarespace.md', language: 'html', test: builders },
  { document: 'start.md', language: 'sh', test: inNode },
  { document: 'start.md', language: 'json', test: inNode },
  { document: 'supabase.md', language: 'sql', test: onDatabase },
  { document: 'supabase.md', language: 'sh', words: 'supabase login', why: account },
  { document: 'supabase.md', language: 'sh', words: '--db-url', test: 'test/kit/guide.kit.ts' },
  { document: 'supabase.md', language: 'sh', words: 'gen signing-key', test: 'test/kit/guide.kit.ts' },
  { document: 'supabase.md', language: 'sh', words: 'secrets set', why: account },
  { document: 'supabase.md', language: 'sh', words: 'track orders --workdir demo --use-api\n', why: account },
  { document: 'supabase.md', language: 'sh', words: 'curl', test: 'test/kit/guide.kit.ts' },
  { document: 'troubleshooting.md', language: 'sh', test: inNode },
  { document: 'troubleshooting.md', language: '', why: output },
  { document: 'wall-board.md', language: 'json', test: inNode },
  { document: 'wallet.md', language: 'sh', test: inNode },
  { document: 'wallet.md', language: 'sql', test: onDatabase },
  { document: 'web-push.md', language: 'sh', test: inNode },
  { document: 'web-push.md', language: 'text', test: 'test/e2e/push-firefox.slow.e2e.ts' },
  { document: 'webflow.md', language: 'html', test: builders },
  { document: 'websocket.md', language: 'json', test: inNode },
  { document: 'wix.md', language: '', test: builders },
  { document: 'woocommerce.md', language: 'html', test: 'test/e2e/store-api.e2e.ts' },
  { document: 'woocommerce.md', language: '', why: 'it is a request; the page’s script makes it' },
  { document: 'wordpress.md', language: '', test: 'test/wordpress/owner.check.ts' },
];

/** What runs in browsers. */
const inPages = ['html', 'css', 'js', 'jsx', 'ts', 'tsx'];

/** Who runs a sample: one, if all is well. */
export function runsOf(sample: Sample): readonly SampleRun[] {
  const { place, language, code, copyOf } = sample;
  const document = place.split('/').at(-1)?.split(':')[0] ?? '';
  if (copyOf?.startsWith('test/starters/')) return [{ document, language, test: starters }];
  const found = written.filter(
    (run) => run.document === document && run.language === language && code.includes(run.words ?? ''),
  );
  return found.length === 0 && inPages.includes(language) ? [{ document, language, test: pages }] : found;
}

/** The samples that a test runs. */
export function samplesOf(test: string, samples: readonly Sample[]): readonly Sample[] {
  return samples.filter((sample) => runsOf(sample).some((run) => run.test === test));
}

/** Lines without a sample. */
export function idleRuns(samples: readonly Sample[]): readonly SampleRun[] {
  const used = new Set(samples.flatMap(runsOf));
  return written.filter((run) => !used.has(run));
}
