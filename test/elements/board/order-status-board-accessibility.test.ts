import 'axe-core/axe.min.js';
import { expect } from '@esm-bundle/chai';
import type { AxeResults, RunOptions } from 'axe-core';
import { ar } from '../../../src/locales/ar.js';
import { ar as arBoard } from '../../../src/locales/board/ar.js';
import { registerLocale } from '../../../src/locales/registry.js';
import { resizeWindow } from '../../support/browser-window.js';
import { clearBoards, type FakedBoard, placeBoard } from '../../support/fake-board.js';

declare const axe: { run(element: Element, options?: RunOptions): Promise<AxeResults> };

/** What axe finds, in one line each. */
async function findings(board: FakedBoard): Promise<string[]> {
  // Transitions would have axe measure colours that are there for a moment only.
  board.style.setProperty('--order-status-motion', '0s');
  await board.laidOut();
  const { violations } = await axe.run(board, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

describe('the accessibility audit of the board', function () {
  // Hundreds of numbers take an audit a while.
  this.timeout(20_000);
  afterEach(clearBoards);

  before(() => registerLocale({ ...ar, ...arBoard }));

  const many = Array.from({ length: 230 }, (_, index) => `${index} ${index % 3 ? 'preparing' : 'ready'}`);
  const situations: Readonly<Record<string, (board: FakedBoard) => Promise<void>>> = {
    'without orders': async (board) => {
      expect(board.has('number')).to.equal(false);
    },
    'while it calls out a number': async (board) => {
      await board.know('42 preparing', '43 preparing');
      await board.know('42 ready', '43 preparing');
      expect(board.calling).to.equal('42');
    },
    'with more numbers than fit': async (board) => {
      board.style.blockSize = '320px';
      await board.know(...many);
      await board.laidOut();
      expect(board.has('pages')).to.equal(true);
    },
    'cut off': async (board) => {
      await board.know('42 ready', '43 preparing');
      await board.loseEverything();
      await board.pass(20_000);
      expect(board.has('stale')).to.equal(true);
    },
  };

  for (const theme of ['light', 'dark'] as const) {
    for (const lang of ['en', 'ar']) {
      for (const [situation, arrange] of Object.entries(situations)) {
        it(`finds no violation in the ${theme} theme in "${lang}" ${situation}`, async () => {
          const board = await placeBoard((element) => {
            element.theme = theme;
            element.lang = lang;
            element.sound = 'on';
          });
          await board.open();
          await arrange(board);
          expect(await findings(board)).to.deep.equal([]);
        });
      }
    }
  }

  it('finds no violation where there are no numbers', async () => {
    const board = await placeBoard();
    await board.pass(20_000);
    expect(await findings(board)).to.deep.equal([]);
  });
});

describe('directions and sizes of the board', () => {
  afterEach(clearBoards);

  it('has its halves from right to left in Arabic, and its numbers unchanged', async () => {
    const board = await placeBoard((element) => {
      element.lang = 'ar';
      element.style.inlineSize = '1200px';
    });
    await board.open('A-1042 ready', '7 preparing');
    const [preparing, ready] = [board.piece('preparing'), board.piece('ready')].map((half) =>
      half.getBoundingClientRect(),
    );
    expect(preparing?.left).to.be.above(ready?.left ?? Number.POSITIVE_INFINITY);
    expect(board.shown('ready')).to.deep.equal(['A-1042']);
  });

  it('has buttons of at least 44 × 44 px', async () => {
    const board = await placeBoard((element) => {
      element.sound = 'on';
      element.style.inlineSize = '360px';
      element.style.blockSize = '500px';
    });
    await board.open(...Array.from({ length: 180 }, (_, index) => `${index} preparing`));
    await board.laidOut();
    const buttons = [...board.renderRoot.querySelectorAll('button')];
    expect(buttons).to.have.length(2);
    for (const button of buttons) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.round(Math.min(width, height)), button.outerHTML).to.be.at.least(44);
    }
  });

  for (const [width, height] of [
    [320, 180],
    [480, 270],
    [320, 256],
  ] as const) {
    it(`can be read at ${width} × ${height} px, which is a zoom of 400 %, and has its headings`, async () => {
      await resizeWindow(width, height);
      try {
        const board = await placeBoard((element) => {
          element.sound = 'on';
          element.style.blockSize = '';
        });
        await board.open('1 preparing', '2 preparing', '3 ready');
        await board.know('1 ready', '2 preparing', '3 ready');
        await board.laidOut();
        expect(board.calling).to.equal('1');
        const sizes = [...board.renderRoot.querySelectorAll('.number bdi')].map((number) =>
          Number.parseFloat(getComputedStyle(number).fontSize),
        );
        expect(Math.min(...sizes)).to.be.at.least(20);
        for (const element of board.renderRoot.querySelectorAll('.half, .numbers, .call')) {
          expect(element.scrollHeight, element.className).to.be.at.most(element.clientHeight + 1);
        }
        const headings = [...board.renderRoot.querySelectorAll('h2, h3')].map(({ textContent }) => textContent?.trim());
        expect(headings).to.deep.equal(['Trattoria Aurora · Order board', 'Preparing', 'Ready']);
      } finally {
        await resizeWindow(800, 600);
      }
    });
  }

  for (const [width, height] of [
    [320, 568],
    [740, 360],
    [1920, 1080],
    [1080, 1920],
  ] as const) {
    it(`has no overflow at ${width} × ${height} px, with long names and numbers`, async () => {
      const board = await placeBoard((element) => {
        element.sound = 'on';
        element.style.inlineSize = `${width}px`;
        element.style.blockSize = `${height}px`;
      });
      await board.open('1 preparing', '2 preparing');
      await board.know('A-1042 ready', 'Takeaway-1042-B-of-the-second-hall ready', 'WWWW-WWWW preparing', '2 ready');
      await board.laidOut();
      for (const element of board.renderRoot.querySelectorAll('.screen, .halves, .half, .numbers, .call')) {
        expect(element.scrollWidth, `${element.className} across`).to.be.at.most(element.clientWidth + 1);
        expect(element.scrollHeight, `${element.className} down`).to.be.at.most(element.clientHeight + 1);
      }
      for (const number of board.renderRoot.querySelectorAll('.number bdi')) {
        const [inner, outer] = [number.getBoundingClientRect(), number.closest('li')?.getBoundingClientRect()];
        expect(inner.width, number.textContent ?? '').to.be.at.most((outer?.width ?? 0) + 1);
      }
    });
  }
});
