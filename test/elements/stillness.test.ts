import { expect } from '@esm-bundle/chai';
import type { OrderStatus } from '../../src/order/status.js';
import { isChromium } from '../support/browser-window.js';
import { contrastOn, paleTexts } from '../support/contrast.js';
import { anOrder, clear, type FakeTracked } from '../support/fake-tracker.js';
import { type Scene, showScene } from '../support/situations.js';

const frame = () => new Promise(requestAnimationFrame);

/** Shows the scene with the motion that guests see. */
async function showMoving(scene: Scene): Promise<FakeTracked> {
  const tracker = await showScene(scene);
  tracker.style.removeProperty('--order-status-motion');
  return tracker;
}

const effects = (tracker: FakeTracked) =>
  [...document.getAnimations(), ...(tracker.shadowRoot?.getAnimations() ?? [])].map(
    ({ effect }) => effect as KeyframeEffect,
  );

const nameOf = ({ target, pseudoElement }: KeyframeEffect) => `${target?.getAttribute('class')}${pseudoElement ?? ''}`;

const animations = (tracker: FakeTracked) => effects(tracker).map(nameOf);

/** The part and everything around it, up to the element. */
function around(tracker: FakeTracked, part: string): Element[] {
  const all: Element[] = [];
  for (let at: Element | null = tracker.piece(part); at; at = at.parentElement) all.push(at);
  return [...all, tracker];
}

/** Why a text cannot be read in full in the frame that is drawn now. */
function faintness(tracker: FakeTracked, part: string): string[] {
  const text = tracker.piece(part);
  const moving = effects(tracker);
  return around(tracker, part).flatMap((element) => {
    const { opacity, transform, translate, scale, filter, visibility } = getComputedStyle(element);
    const look = [opacity, transform, translate, scale, filter, visibility].join(' ');
    const isMoved = moving.some(({ target, pseudoElement }) => target === element && !pseudoElement);
    const contrast = contrastOn(getComputedStyle(text).color, text);
    return [
      ...(look === '1 none none none none visible' ? [] : [`${element.className}: ${look}`]),
      ...(isMoved ? [`${element.className} is animated`] : []),
      ...(contrast < 4.5 ? [`contrast ${contrast.toFixed(2)}`] : []),
    ];
  });
}

const way = ['pending', 'preparing', 'ready', 'preparing', 'ready', 'served', 'completed'] as const;

describe('motion', () => {
  afterEach(clear);

  it('ends within two seconds of the last change, whatever is shown', async function () {
    this.timeout(10_000);
    const scenes: Scene[] = [
      ...way.map((situation): Scene => ({ situation })),
      ...(['connecting', 'polling', 'error', 'offline', 'denied'] as const).map(
        (connection): Scene => ({ situation: 'preparing', connection }),
      ),
      { situation: 'none', connection: 'connecting' },
      { situation: 'estimated', expected: { from: 8, to: 14 } },
      { situation: 'ready', layout: 'compact' },
      { situation: 'ready', layout: 'handover' },
    ];
    const trackers: FakeTracked[] = [];
    for (const scene of scenes) trackers.push(await showMoving(scene));
    for (const tracker of trackers.slice(0, 7)) await tracker.tracking.change({ status: 'ready' });
    await frame();
    for (const tracker of trackers) {
      // A slow browser begins late; each animation says itself how long it lasts.
      const running = [...document.getAnimations(), ...(tracker.shadowRoot?.getAnimations() ?? [])];
      for (const { effect } of running) expect(effect?.getComputedTiming().endTime).to.be.at.most(2_000);
      await Promise.all(running.map(({ finished }) => finished));
      expect(animations(tracker), tracker.getAttribute('status') ?? '').to.deep.equal([]);
    }
  });

  // Not every engine lets a test see animations of pseudo-elements and of windows in the background.
  if (isChromium) {
    it('accompanies a change, and only transforms and fades what stands beside the words', async () => {
      const tracker = await showMoving({ situation: 'pending' });
      await frame();
      await frame();
      await tracker.tracking.change({ status: 'preparing' });
      await frame();
      expect(animations(tracker)).to.include.members(['icon badge', 'mark::before']);
    });
  }

  it('is none when the card is first drawn with an order', async () => {
    const tracker = await showMoving({ situation: 'none', connection: 'connecting' });
    await tracker.tracking.know({ order: anOrder, connectionStatus: 'connected' });
    await frame();
    expect(animations(tracker).filter((name) => name !== 'mark::before')).to.deep.equal([]);
  });
});

describe('the gesture at "ready"', () => {
  afterEach(clear);

  if (isChromium) {
    it('is green that grows from the bell over the top of the card, done within 0.9 s', async () => {
      const tracker = await showMoving({ situation: 'preparing' });
      await frame();
      await tracker.tracking.change({ status: 'ready' });
      await frame();
      const moving = effects(tracker);
      expect(moving.map(nameOf)).to.include.members(['icon badge', 'top free::before', 'hero ready::after']);
      for (const effect of moving) {
        expect(Number(effect.getComputedTiming().endTime), nameOf(effect)).to.be.at.most(900);
        const moved = effect.getKeyframes().flatMap((keyframe) => Object.keys(keyframe));
        const usual = ['offset', 'computedOffset', 'easing', 'composite'];
        expect(['transform', 'opacity']).to.include.members(moved.filter((name) => !usual.includes(name)));
      }
      const bell = tracker.piece('status-icon').getBoundingClientRect();
      const hero = tracker.piece('status').getBoundingClientRect();
      const { left, top, width, height, marginLeft, marginTop } = getComputedStyle(tracker.piece('status'), '::after');
      const centre = (...lengths: string[]) => lengths.reduce((sum, length) => sum + Number.parseFloat(length), 0);
      expect(centre(left, marginLeft) + Number.parseFloat(width) / 2).to.be.closeTo(
        bell.x + bell.width / 2 - hero.x,
        1,
      );
      expect(centre(top, marginTop) + Number.parseFloat(height) / 2).to.be.closeTo(
        bell.y + bell.height / 2 - hero.y,
        1,
      );
    });
  }

  for (const ground of ['#ffffff', '#000000', '#14713a'] as const) {
    it(`leaves every word and number readable in every frame, over ${ground} too`, async () => {
      const behind = new CSSStyleSheet();
      behind.replaceSync(`.top, .handover { background: ${ground} !important }`);
      for (const layout of ['card', 'handover'] as const) {
        for (const theme of ['light', 'dark'] as const) {
          const tracker = await showScene({ situation: 'preparing', layout, theme, change: { status: 'ready' } });
          tracker.shadowRoot?.adoptedStyleSheets.push(behind);
          expect(paleTexts(tracker), `${layout} ${theme}`).to.deep.equal([]);
        }
      }
    });
  }
});

describe('new words', () => {
  afterEach(clear);

  for (const theme of ['light', 'dark'] as const) {
    it(`can be read in the first frame that holds them, ${theme}`, async () => {
      const tracker = await showMoving({ situation: 'scheduled', theme });
      const labels: Partial<Record<OrderStatus, string>> = {
        ready: 'We’re bringing it to your table.',
        served: 'Served',
      };
      for (const status of way) {
        await tracker.tracking.change({ status });
        await frame();
        if (labels[status]) expect(tracker.text('headline')).to.equal(labels[status]);
        for (const part of ['headline', 'status-label', 'order-number']) {
          expect(faintness(tracker, part), `${status} ${part}`).to.deep.equal([]);
        }
      }
    });

    it(`can be read in the first frame of the card, ${theme}`, async () => {
      const tracker = await showMoving({ situation: 'preparing', theme, expected: { from: 8, to: 14 } });
      await frame();
      for (const part of ['headline', 'description', 'restaurant', 'estimate', 'last-update']) {
        expect(faintness(tracker, part), part).to.deep.equal([]);
      }
    });
  }
});
