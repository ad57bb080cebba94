import { expect } from '@esm-bundle/chai';
import { resizeWindow } from '../support/browser-window.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { type Scene, showScene } from '../support/situations.js';

const colourOf = (tracker: FakeTracked, part: string) =>
  getComputedStyle(tracker.piece(part), '::before').backgroundColor;

describe('the colours of an order', () => {
  afterEach(clear);

  const way = ['pending', 'preparing', 'served'] as const;

  for (const theme of ['light', 'dark'] as const) {
    it(`are one accent on its way, ${theme}, and one for each status in the theme "classic ${theme}"`, async () => {
      const own: string[] = [];
      const classic: string[] = [];
      for (const situation of way) {
        own.push(colourOf(await showScene({ situation, theme }), 'progress-bar'));
        classic.push(colourOf(await showScene({ situation, theme: `classic ${theme}` }), 'progress-bar'));
      }
      expect([new Set(own).size, new Set(classic).size]).to.deep.equal([1, 3]);
    });
  }

  it('follow the accent of the page, and each its own property before that', async () => {
    const tracker = await showScene({ situation: 'preparing', theme: 'light' });
    tracker.style.setProperty('--order-status-accent', 'rgb(120, 0, 120)');
    expect(colourOf(tracker, 'progress-bar')).to.equal('rgb(120, 0, 120)');
    expect(getComputedStyle(tracker.piece('alert-button')).backgroundColor).to.equal('rgb(120, 0, 120)');
    tracker.style.setProperty('--order-status-preparing', 'rgb(0, 90, 90)');
    expect(colourOf(tracker, 'progress-bar')).to.equal('rgb(0, 90, 90)');
  });
});

describe('the width of the card', () => {
  afterEach(clear);

  const widthIn = async (scene: Scene, set: (tracker: FakeTracked) => void = () => {}) => {
    const column = document.createElement('div');
    column.style.inlineSize = '1200px';
    document.body.append(column);
    const tracker = await showScene(scene, column);
    set(tracker);
    return tracker.piece('card').getBoundingClientRect().width;
  };

  it('is at most 36rem, what the page says, or in one line that of its place', async () => {
    expect(await widthIn({ situation: 'preparing' })).to.equal(576);
    expect(
      await widthIn({ situation: 'preparing' }, ({ style }) => style.setProperty('--order-status-max-width', '50rem')),
    ).to.equal(800);
    expect(await widthIn({ situation: 'preparing', layout: 'compact' })).to.equal(1200);
  });
});

describe('the drawing of the status', () => {
  afterEach(clear);

  it('is another one for each status, while it loads, without an order, and for each problem', async () => {
    const scenes: readonly Scene[] = [
      { situation: 'pending' },
      { situation: 'preparing' },
      { situation: 'ready' },
      { situation: 'unknown', order: { status: undefined } as never },
      { situation: 'none', connection: 'connecting' },
      { situation: 'none', connection: 'error' },
      { situation: 'none', connection: 'denied' },
    ];
    const drawings: string[] = [];
    for (const scene of scenes) {
      const tracker = await showScene(scene);
      drawings.push(tracker.piece('status-icon').querySelector('path')?.getAttribute('d') ?? '');
    }
    const tracker = await showScene({ situation: 'none', connection: 'connecting' });
    await tracker.tracking.know({ orderId: undefined, connectionStatus: 'idle' });
    drawings.push(tracker.piece('status-icon').querySelector('path')?.getAttribute('d') ?? '');
    expect(new Set(drawings).size).to.equal(scenes.length + 1);
    expect(drawings).to.not.include('');
  });

  it('stands at each step, and is emphasised at the one reached', async () => {
    const tracker = await showScene({ situation: 'preparing' });
    const icons = [...(tracker.shadowRoot?.querySelectorAll('[part=step-icon]') ?? [])];
    expect(icons).to.have.length(5);
    const grounds = icons.map((icon) => getComputedStyle(icon).backgroundColor);
    expect(new Set(grounds.filter((_, at) => at !== 1)).size).to.equal(1);
    expect(grounds[1]).to.not.equal(grounds[0]);
  });

  it('stands on a circle, not on an oval, on a narrow card and on a wide one', async () => {
    for (const width of ['320px', '560px']) {
      const tracker = await showScene({ situation: 'preparing' });
      tracker.style.inlineSize = width;
      for (const part of ['step-icon', 'status-icon']) {
        const box = tracker.piece(part).getBoundingClientRect();
        expect(box.width, `${part}, ${width}`).to.be.closeTo(box.height, 0.1);
      }
    }
  });
});

describe('a toast', () => {
  afterEach(async () => {
    clear();
    await resizeWindow(800, 600);
  });

  const boxes = (tracker: FakeTracked) =>
    [...(tracker.shadowRoot?.querySelectorAll('[part]') ?? [])]
      .filter((piece) => !piece.closest('.toasts'))
      .map((piece) => {
        const { x, y, width, height } = piece.getBoundingClientRect();
        return `${piece.getAttribute('part')} ${x} ${y} ${width} ${height}`;
      });

  for (const layout of ['card', 'compact', 'handover'] as const) {
    it(`moves nothing when it comes and goes, in the layout "${layout}"`, async () => {
      const tracker = await showScene({
        situation: 'pending',
        layout,
        expected: { from: 20, to: 30 },
        change: { status: 'preparing' },
      });
      const below = document.createElement('p');
      tracker.after(below);
      expect(tracker.has('toast')).to.equal(layout !== 'compact');
      const during = [...boxes(tracker), below.getBoundingClientRect().y];
      await tracker.world.pass(8_000);
      await tracker.updateComplete;
      expect(tracker.has('toast')).to.equal(false);
      expect([...boxes(tracker), below.getBoundingClientRect().y]).to.deep.equal(during);
    });
  }

  for (const height of [300, 480, 700]) {
    it(`covers neither headline nor connection on a screen of ${height} px, wherever it is scrolled`, async () => {
      await resizeWindow(360, height);
      const tracker = await showScene({
        situation: 'pending',
        expected: { from: 20, to: 30 },
        change: { status: 'preparing' },
      });
      document.body.style.paddingBlock = '100vh';
      try {
        for (let at = 0; at < document.documentElement.scrollHeight; at += 40) {
          window.scrollTo(0, at);
          const toast = tracker.piece('toast').getBoundingClientRect();
          for (const part of ['connection', 'headline', 'description', 'order-number']) {
            expect(tracker.piece(part).getBoundingClientRect().bottom, part).to.be.at.most(toast.top);
          }
        }
      } finally {
        document.body.style.paddingBlock = '';
      }
    });
  }
});
