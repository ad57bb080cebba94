import { expect } from '@esm-bundle/chai';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { alertStyles } from '../../src/elements/tracker/styles/alerts.styles.js';
import { isChromium, playMedia } from '../support/browser-window.js';
import { contrastOn, contrastOnPaper, paleTexts } from '../support/contrast.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { connections, type Scene, showScene, situations, themes } from '../support/situations.js';

/** Every rule of the element's styles, with the media queries that it stands in. */
function rulesOf(sheet: CSSStyleSheet): { readonly rule: CSSStyleRule; readonly media: string }[] {
  const walk = (rules: CSSRuleList, media: string): { rule: CSSStyleRule; media: string }[] =>
    [...rules].flatMap((rule) => {
      if (rule instanceof CSSStyleRule) return [{ rule, media }];
      const inner = rule instanceof CSSMediaRule ? `${media} ${rule.media.mediaText}` : media;
      return rule instanceof CSSGroupingRule ? walk(rule.cssRules, inner) : [];
    });
  return walk(sheet.cssRules, '');
}

describe('prefers-reduced-motion', () => {
  afterEach(clear);

  it('no rule outside the media query animates anything', () => {
    const moving = [...OrderStatusTracker.elementStyles, alertStyles]
      .map((style) => (style instanceof CSSStyleSheet ? style : style.styleSheet))
      .flatMap((sheet) => (sheet ? rulesOf(sheet) : []))
      .filter(
        ({ rule }) =>
          /animation[\w-]*: (?!initial|normal|none)/.test(rule.style.cssText) && rule.style.all !== 'initial',
      );
    expect(moving).to.have.length.above(2);
    for (const { rule, media } of moving)
      expect(media, rule.cssText).to.contain('prefers-reduced-motion: no-preference');
  });

  if (!isChromium) return;

  /** What moves while an order goes all its way. */
  async function movements(): Promise<string[]> {
    const tracker = await showScene({ situation: 'pending', connection: 'connecting' });
    tracker.style.removeProperty('--order-status-motion');
    const moved: string[] = [];
    for (const status of ['preparing', 'ready', 'preparing', 'ready', 'served', 'completed'] as const) {
      await tracker.tracking.change({ status });
      await tracker.updateComplete;
      await new Promise(requestAnimationFrame);
      for (const { effect } of [...document.getAnimations(), ...(tracker.shadowRoot?.getAnimations() ?? [])]) {
        moved.push(`${status}: ${(effect as KeyframeEffect | null)?.target?.className}`);
      }
    }
    return moved;
  }

  it('every change is drawn at once', async () => {
    await playMedia({ 'prefers-reduced-motion': 'reduce' });
    expect(await movements()).to.deep.equal([]);
  });

  it('without it, changes are animated', async () => {
    await playMedia({ 'prefers-reduced-motion': 'no-preference' });
    expect(await movements()).to.have.length.above(3);
  });

  afterEach(() => playMedia({}));
});

if (isChromium) {
  /** Each text that has a plate over the letters of one before it. */
  const coveredTexts = (within: HTMLElement) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const texts: { readonly text: string; readonly box: DOMRect; readonly hasPlate: boolean }[] = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim();
      const parent = walker.currentNode.parentElement;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      if (!text || !parent || range.getClientRects().length === 0) continue;
      const hasPlate = getComputedStyle(parent).getPropertyValue('forced-color-adjust') === 'auto';
      texts.push({ text, box: range.getBoundingClientRect(), hasPlate });
    }
    return texts.flatMap(({ text, box, hasPlate }, at) =>
      texts.slice(0, at).some((one) => hasPlate && overlap(one.box, box)) ? text : [],
    );
  };
  const overlap = (one: DOMRect, other: DOMRect) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  const signs = (tracker: FakeTracked, selector: string) =>
    [...(tracker.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].map((sign) => {
      const { backgroundColor, boxShadow, borderStyle } = getComputedStyle(sign);
      const { backgroundImage, transform } = getComputedStyle(sign, '::before');
      const { blockSize } = getComputedStyle(sign);
      return [backgroundColor, boxShadow, borderStyle, backgroundImage, transform, blockSize].join(' | ');
    });

  describe('forced colours', () => {
    beforeEach(() => playMedia({ 'forced-colors': 'active' }));
    afterEach(async () => {
      clear();
      await playMedia({});
    });

    it('every status and every connection is readable', async () => {
      const scenes = [
        ...situations.map((situation): Scene => ({ situation, change: { delayed: true } })),
        ...connections.map((connection): Scene => ({ situation: 'preparing', connection, theme: 'dark' })),
        { situation: 'ready', layout: 'handover' },
        { situation: 'ready', layout: 'compact' },
      ] satisfies Scene[];
      for (const scene of scenes) expect(paleTexts(await showScene(scene)), JSON.stringify(scene)).to.deep.equal([]);
    });

    // Browsers paint a plate behind each text there, as high as its letters can be: it would cut the words above it.
    for (const layout of ['card', 'handover'] as const) {
      it(`no text of a ready order covers another one in the layout "${layout}"`, async () => {
        const tracker = await showScene({ situation: 'ready', layout });
        const within = layout === 'card' ? tracker.piece('status') : tracker.piece('handover');
        expect(coveredTexts(within)).to.deep.equal([]);
      });
    }

    it('done, current, estimated and upcoming steps differ', async () => {
      const marks = signs(await showScene({ situation: 'preparing' }), '.mark');
      const estimated = signs(await showScene({ situation: 'estimated' }), '.current .mark');
      expect(new Set([marks[0], marks[1], marks[2], estimated[0]]).size).to.equal(4);
    });

    it('the filled part of the bar is visible', async () => {
      const tracker = await showScene({ situation: 'preparing' });
      const segment = tracker.piece('step-mark');
      expect(contrastOn(getComputedStyle(segment, '::before').backgroundColor, segment)).to.be.above(3);
    });

    it('a live connection differs from a lost one', async () => {
      const dots = await Promise.all(
        (['connected', 'offline'] as const).map(async (connection) =>
          signs(await showScene({ situation: 'preparing', connection }), '.dot'),
        ),
      );
      expect(dots[0]).to.not.deep.equal(dots[1]);
    });
  });

  describe('prefers-contrast: more', () => {
    beforeEach(() => playMedia({ 'prefers-contrast': 'more' }));
    afterEach(async () => {
      clear();
      await playMedia({});
    });

    for (const theme of themes) {
      it(`has no pale text and no pale line, ${theme}`, async () => {
        const tracker = await showScene({ situation: 'preparing', connection: 'error', theme });
        const { color } = getComputedStyle(tracker.piece('headline'));
        for (const part of ['description', 'table', 'progress-text', 'last-update', 'step-label']) {
          expect(getComputedStyle(tracker.piece(part)).color, part).to.equal(color);
        }
        for (const part of ['upcoming', 'card']) {
          const edge = part === 'card' ? tracker.piece(part) : tracker.piece(part).querySelector('.mark');
          expect(edge && contrastOn(getComputedStyle(edge).borderTopColor, edge), part).to.be.above(7);
        }
      });
    }
  });

  describe('print', () => {
    beforeEach(() => playMedia({ media: 'print' }));
    afterEach(async () => {
      clear();
      await playMedia({});
    });

    it('has no buttons, and nothing that is outdated on paper', async () => {
      const tracker = await showScene({
        situation: 'pending',
        expected: { from: 20, to: 30 },
        change: { status: 'preparing' },
        connection: 'error',
      });
      for (const part of ['toast', 'connection', 'alert-button', 'retry-button']) {
        expect(tracker.piece(part).checkVisibility(), part).to.equal(false);
      }
      expect(tracker.piece('headline').checkVisibility()).to.equal(true);
    });

    it('is dark text on white, also in the dark theme and while ready', async () => {
      for (const situation of situations) {
        const tracker = await showScene({ situation, theme: 'dark', order: { delayed: true } });
        for (const part of [
          'headline',
          'description',
          'restaurant',
          'order-number',
          'note',
          'progress-text',
          'footer',
        ]) {
          if (!tracker.has(part)) continue;
          expect(contrastOnPaper(tracker.piece(part)), `${situation} ${part}`).to.be.above(4.5);
        }
      }
    });
  });
}
