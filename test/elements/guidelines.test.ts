import { expect } from '@esm-bundle/chai';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { ar } from '../../src/locales/ar.js';
import { en } from '../../src/locales/en.js';
import { alertStrings } from '../../src/locales/parts/alerts.js';
import { guestActionStrings } from '../../src/locales/parts/guest-actions.js';
import { handoverStrings } from '../../src/locales/parts/handover.js';
import { registerLocale } from '../../src/locales/registry.js';
import type { ConnectionStatus } from '../../src/tracker/connection-status.js';
import { anOrder, clear, type FakeTracked } from '../support/fake-tracker.js';
import { targetsOf } from '../support/layout-facts.js';
import { measure } from '../support/measure.js';
import { connections, layouts, type Scene, showScene, situations } from '../support/situations.js';

/** Everything that a card can show. */
const scenes: readonly Scene[] = [
  ...layouts.flatMap((layout) => situations.map((situation): Scene => ({ situation, layout, isArmed: false }))),
  ...connections.map((connection): Scene => ({ situation: 'preparing', connection, change: { delayed: true } })),
];

/** Shows each scene with all that a page can offer, and collects what `look` finds. */
async function inEveryScene(look: (tracker: FakeTracked) => readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const scene of scenes) {
    const tracker = await showScene(scene);
    Object.assign(tracker, { rating: 'on', ratingAfter: 0, askKitchen: 'on', reorder: 'on', receipt: 'on', tip: 'on' });
    await tracker.updateComplete;
    await tracker.updateComplete;
    for (const fault of look(tracker)) found.add(`${scene.layout} ${scene.situation} ${scene.connection}: ${fault}`);
    tracker.remove();
  }
  return [...found];
}

const inside = (tracker: FakeTracked, selector: string) => [
  ...(tracker.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const styleRules = OrderStatusTracker.elementStyles.map((style) =>
  [...((style instanceof CSSStyleSheet ? style : style.styleSheet)?.cssRules ?? [])].map(({ cssText }) => cssText),
);

describe('what the guidelines ask of a card', function () {
  this.timeout(20_000);
  afterEach(clear);

  it('has no sound, video, picture of text, frame or field to fill in', async () => {
    const selector = 'audio, video, img, picture, canvas, iframe, object, embed, input, select, textarea, form';
    expect(await inEveryScene((tracker) => inside(tracker, selector).map((one) => one.localName))).to.deep.equal([]);
  });

  it('shows nothing of its own on hover or focus alone', () => {
    // To hide is no showing: what is hidden unless it has the focus cannot get it.
    const showing = styleRules
      .flat()
      .filter((rule) => /:(hover|focus)[^{]*\{[^}]*(display|visibility|content|clip-path):/.test(rule))
      .filter((rule) => !/\{ display: none; \}$/.test(rule));
    expect(showing).to.deep.equal([]);
  });

  it('can be held upright and across', () => {
    expect(styleRules.flat().length).to.be.above(10);
    expect(styleRules.flat().filter((rule) => /orientation: (?!initial)/.test(rule))).to.deep.equal([]);
  });

  it('names no colour, shape, sound or place on the screen in its words', () => {
    const words = { ...en, ...alertStrings, ...guestActionStrings, ...handoverStrings };
    const sensory = /\b(red|green|blue|amber|grey|gr[ae]y|round|square|circle|left|right-hand|above|below|bar|beep)\b/i;
    const texts = Object.values(words).flatMap((term) => (typeof term === 'string' ? [term] : Object.values(term)));
    expect(texts.length).to.be.above(100);
    expect(texts.filter((text) => sensory.test(text))).to.deep.equal([]);
  });

  it('listens to no keys, gestures, or movements of the device', async () => {
    const heard = new Set<string>();
    const original = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (...args: Parameters<typeof original>) {
      heard.add(args[0]);
      return original.apply(this, args);
    };
    try {
      await inEveryScene(() => []);
    } finally {
      EventTarget.prototype.addEventListener = original;
    }
    expect([...heard]).to.include('click');
    expect([...heard].filter((type) => /^(key|pointer|mouse|touch|drag|wheel|device)/.test(type))).to.deep.equal([]);
  });

  const shown: readonly [connection: ConnectionStatus, parts: readonly string[]][] = [
    ['connected', ['header', 'headline', 'description', 'alerts', 'steps', 'items', 'footer']],
    ['error', ['header', 'headline', 'error', 'steps', 'items', 'footer']],
  ];
  for (const [connection, names] of shown) {
    it(`is read in the order in which it is drawn, with the connection "${connection}"`, async () => {
      const tracker = await showScene({ situation: 'preparing', connection, expected: { from: 8, to: 14 } });
      const parts = names.map((part) => tracker.piece(part));
      const tops = parts.map((part) => part.getBoundingClientRect().top);
      expect(tops).to.deep.equal([...tops].sort((one, other) => one - other));
      expect(parts.every((part) => part.checkVisibility())).to.equal(true);
      const isBefore = (one: Node, other: Node | undefined) =>
        other === undefined || one.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING;
      expect(parts.every((part, at) => isBefore(part, parts[at + 1]))).to.equal(true);
    });
  }

  it('has one heading, which says its status', async () => {
    const tracker = await showScene({ situation: 'preparing' });
    const headings = inside(tracker, 'h1, h2, h3, h4, h5, h6, [role=heading]');
    expect(headings).to.have.length(1);
    expect(headings[0]?.textContent).to.not.equal('');
  });

  it('has the visible words of each button in its name', async () => {
    const faults = await inEveryScene((tracker) =>
      inside(tracker, 'button, a, summary').flatMap((control) => {
        const name = control.getAttribute('aria-label');
        const visible = control.textContent?.trim() ?? '';
        if (name === null) return visible ? [] : [`${control.getAttribute('part')} has no name`];
        return name.includes(visible) ? [] : [`"${visible}" is called "${name}"`];
      }),
    );
    expect(faults).to.deep.equal([]);
  });

  it('still says in the card what a toast said, once that has gone', async () => {
    const tracker = await showScene({
      situation: 'pending',
      expected: { from: 20, to: 30 },
      change: { status: 'preparing' },
    });
    expect(tracker.text('toast-text')).to.contain('Preparing');
    await tracker.world.pass(10_000);
    await tracker.updateComplete;
    expect(tracker.has('toast')).to.equal(false);
    expect(tracker.piece('card').getAttribute('aria-label')).to.contain('Preparing');
    expect(inside(tracker, '[aria-current=step]')[0]?.textContent).to.contain('Preparing');
  });

  it('is marked with the language and the direction that are shown', async () => {
    registerLocale(ar);
    const facts = [];
    for (const lang of ['ar', 'en', 'xx']) {
      const tracker = await showScene({ situation: 'preparing', lang });
      facts.push([tracker.piece('card').lang, tracker.piece('card').dir]);
    }
    expect(facts).to.deep.equal([
      ['ar', 'rtl'],
      ['en', 'ltr'],
      ['en', 'ltr'],
    ]);
  });

  it('moves once after a change and never blinks', async () => {
    const tracker = await showScene({ situation: 'pending' });
    tracker.style.removeProperty('--order-status-motion');
    for (const status of ['preparing', 'ready', 'served'] as const) {
      await tracker.tracking.change({ status });
      await tracker.updateComplete;
      await new Promise(requestAnimationFrame);
      const moving = [...document.getAnimations(), ...(tracker.shadowRoot?.getAnimations() ?? [])];
      expect(moving.filter(({ effect }) => effect?.getTiming().iterations !== 1)).to.deep.equal([]);
    }
    const endless = styleRules.flat().filter((rule) => /animation[^;]*(infinite|alternate)/.test(rule));
    expect(endless).to.deep.equal([]);
  });

  it('has only targets of 44 px or more, which is twice what is asked for', async () => {
    const smallest = new Map<string, { width: number; height: number }>();
    const small = await inEveryScene((tracker) =>
      targetsOf(tracker).flatMap(({ name, width, height }) => {
        const before = smallest.get(name) ?? { width, height };
        smallest.set(name, { width: Math.min(width, before.width), height: Math.min(height, before.height) });
        return Math.min(width, height) < 43.5 ? [`${name} ${width} × ${height}`] : [];
      }),
    );
    expect(smallest.size).to.be.above(8);
    const rows = [...smallest].map(([target, { width, height }]) => ({
      target,
      'least width': width,
      'least height': height,
    }));
    await measure('targets', rows);
    expect(small).to.deep.equal([]);
  });

  it('names the parts of the order alike in every layout', async () => {
    const tracker = await showScene({ situation: 'ready' });
    const compact = await showScene({ situation: 'ready', layout: 'compact' });
    const handover = await showScene({ situation: 'ready', layout: 'handover' });
    const { number } = anOrder;
    for (const one of [tracker, compact, handover]) {
      expect(one.shadowRoot?.textContent).to.contain('Ready').and.to.contain(number);
    }
  });
});
