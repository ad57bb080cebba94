import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type OrderStatus, stepsFor as ordinarySteps } from '../../src/order/status.js';
import { type CompileError, CopiedTree } from '../support/copied-tree.js';
import { textOf } from '../support/template-text.js';

/** A status that we do not have: ready in its box, for who collects it. */
const row = `  boxed_fixture: {
    phase: 'counter',
    tone: 'ready',
    stepOf: ['pickup', 'delivery'],
    board: 'ready',
    estimate: 'none',
    rings: true,
    offers: ['receipt'],
  },
`;
const boxed_fixture = 'boxed_fixture' as OrderStatus;
const order = { id: 'A1', number: '7', status: 'boxed_fixture', fulfilment: 'pickup', version: 2 };

/** Everything that may have to be touched beside the row: wordings and one icon, which the compiler demands. */
const languages = readdirSync('src/locales').filter((name) => /^[a-z]{2}(-[A-Za-z]+)?\.ts$/.test(name));
const demanded = [
  ...languages.map((name) => `src/locales/${name}`),
  'src/elements/shared/icon.ts',
  'demo/pages/kitchen/order-card.ts',
  'demo/pages/playground/preview/time-machine-view.ts',
  'demo/pages/playground/simulation/situations.ts',
].sort();

/** These put the English strings together, and so repeat what is wrong with them. */
const repeating = ['src/locales/registry.ts', 'src/messages/languages.ts'];

/** The compiler names the English file, which takes its words from the parts of the card. */
function wordingOf(path: string): string {
  return path === 'src/locales/en.ts' ? 'src/locales/parts/card.ts' : path;
}

function pathsOf(errors: readonly CompileError[]): readonly string[] {
  return [...new Set(errors.map(({ path }) => path))].sort();
}

describe('a new status', () => {
  let tree: CopiedTree;
  let errorsWithRow: readonly CompileError[];
  let errorsAtEnd: readonly CompileError[];

  before(async () => {
    const helpers = ['fake-transport', 'fake-environment', 'loaded-code'].map((name) => `test/support/${name}.ts`);
    tree = new CopiedTree('src', 'demo/pages', ...helpers);
    tree.edit('src/order/status.ts', (text) => text.replace(/^ {2}ready: \{$/m, `${row}$&`));
    errorsWithRow = (await tree.compile()).filter(({ path }) => !repeating.includes(path));
    // What the compiler demands is written like the same thing of `pending`.
    for (const path of pathsOf(errorsWithRow)) {
      tree.edit(wordingOf(path), (text) =>
        text.replace(/^ {2}pending(_text)?: .*\n/gm, (line) => line.replace('pending', 'boxed_fixture') + line),
      );
    }
    errorsAtEnd = await tree.compile();
  });
  after(() => tree.remove());

  /** A module of the copy, in which `boxed_fixture` is a status. */
  async function load<Module>(path: string): Promise<Module> {
    return (await tree.load(path)) as Module;
  }

  it('needs one row, a wording in each language, and what the compiler names', () => {
    assert.deepEqual(pathsOf(errorsWithRow), demanded);
    for (const { message } of errorsWithRow) assert.match(message, /boxed_fixture/);
    assert.deepEqual(errorsAtEnd, []);
  });

  it('is reached by a tracker', async () => {
    type Api = typeof import('../../src/tracker/order-tracker.js');
    const { createOrderTracker } = await load<Api>('src/tracker/order-tracker.ts');
    const { FakeEnvironment } = await load<typeof import('../support/fake-environment.js')>(
      'test/support/fake-environment.ts',
    );
    const { FakeTransport } = await load<typeof import('../support/fake-transport.js')>(
      'test/support/fake-transport.ts',
    );
    const environment = new FakeEnvironment();
    const transport = new FakeTransport();
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment });
    transport.serve({ ...order, status: 'preparing', version: 1 });
    tracker.start();
    await environment.pass(0);
    assert.equal(tracker.getSnapshot().orderStatus, 'preparing');
    transport.push(order);
    await environment.pass(0);
    assert.equal(tracker.getSnapshot().orderStatus, 'boxed_fixture');
    tracker.stop();
  });

  it('stands on the wall board', async () => {
    const { parseBoard } = await load<typeof import('../../src/order/board.js')>('src/order/board.ts');
    const board = parseBoard({ orders: [order] }, 'r1');
    assert.deepEqual(board.ok && Object(board.patch).orders, [{ id: 'A1', number: '7', status: 'ready' }]);
  });

  it('is a step, and moves the progress bar', async () => {
    const { progress, stepsFor } = await load<typeof import('../../src/order/status.js')>('src/order/status.ts');
    // Where the fixture is, before `ready`, and nowhere else.
    const expected = ordinarySteps('pickup').flatMap((step) => (step === 'ready' ? [boxed_fixture, step] : [step]));
    assert.deepEqual(stepsFor('pickup'), expected);
    assert.deepEqual(stepsFor('dine_in'), ordinarySteps('dine_in'));
    const place = expected.indexOf(boxed_fixture) + 1;
    assert.equal(progress(boxed_fixture, 'pickup', 'steps'), Math.round((100 * place) / expected.length));
  });

  it('is drawn as the current step', async () => {
    const { renderSteps } = await load<typeof import('../../src/elements/tracker/parts/steps.js')>(
      'src/elements/tracker/parts/steps.ts',
    );
    const { en } = await load<{ readonly en: Readonly<Record<string, string>> }>('src/locales/en.ts');
    const words = {
      status: (status: string, _: string, suffix = '') => en[status + suffix],
      text: (key: string) => en[key],
    };
    const view = { words, status: boxed_fixture, fulfilment: 'pickup', order, snapshot: {} };
    const steps = textOf(renderSteps(view as unknown as Parameters<typeof renderSteps>[0]));
    const current = steps.split('<li').find((step) => step.includes('aria-current=step'));
    assert.match(String(current), new RegExp(`class="step current named"[^]*${en.boxed_fixture}`));
  });

  it('is a column and a button of the kitchen page', async () => {
    type Kitchen = typeof import('../../demo/pages/kitchen/kitchen-order.js');
    const { columns, nextStatus } = await load<Kitchen>('demo/pages/kitchen/kitchen-order.ts');
    const cooking = { ...order, status: 'preparing' } as unknown as Parameters<typeof nextStatus>[0];
    assert.equal(nextStatus(cooking), 'boxed_fixture');
    assert.deepEqual(
      columns.filter(({ statuses }) => statuses.includes(boxed_fixture)).map(({ title }) => title),
      ['Ready'],
    );
  });
});
