import { expect } from '@esm-bundle/chai';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { showScene } from '../support/situations.js';

/** Rules as themes and page builders write them, for the whole page or for the box around the element. */
const rules = {
  'white text everywhere': '* { color: #fff; -webkit-text-fill-color: #fff; }',
  'white text everywhere, by force': '* { color: #fff !important; }',
  'small and tight text everywhere': '* { font-size: 11px; line-height: 1; letter-spacing: 3px; word-spacing: 9px; }',
  'capitals and an indent': 'body { text-transform: uppercase; text-indent: 40px; font-variant: small-caps; }',
  'a box that keeps line breaks': '.wrap { white-space: pre-wrap; tab-size: 20; }',
  'a box in one line': '.wrap { white-space: nowrap; word-break: break-all; }',
  'centred, heavy, slanted text': '.wrap { text-align: center; font: italic 900 30px/3 fantasy; }',
  'shadows, outlines and lines':
    '* { text-shadow: 2px 2px red; -webkit-text-stroke: 2px red; text-decoration: underline; }',
  'an element that has lost its box': 'fake-tracked { all: unset; }',
  'an element without a box': 'fake-tracked { display: contents; }',
  'a root of 10 px': 'html { font-size: 62.5%; }',
  'hyphens, cursors and lists': '.wrap { hyphens: auto; cursor: wait; list-style: square; quotes: none; }',
};

describe('the CSS of a page', () => {
  const style = document.createElement('style');
  afterEach(() => {
    style.remove();
    clear();
  });

  const show = async (css: string): Promise<FakeTracked> => {
    style.textContent = css;
    document.head.append(style);
    const place = document.createElement('div');
    place.className = 'wrap';
    place.style.inlineSize = '390px';
    document.body.append(place);
    return showScene({ situation: 'preparing', theme: 'light', lang: 'en' }, place);
  };
  const pieces = ['headline', 'description', 'order-number', 'connection-text', 'items-summary', 'last-update'];
  const inherited = [
    'color fontFamily fontSize fontStyle fontWeight fontVariant lineHeight letterSpacing wordSpacing textTransform',
    'textIndent textAlign whiteSpace wordBreak textShadow hyphens listStyleType webkitTextFillColor webkitTextStrokeWidth',
  ].flatMap((names) => names.split(' '));
  const looksOf = (tracker: FakeTracked) => [
    // Whether all steps are named, as on a wide card.
    getComputedStyle(tracker.piece('step-label')).position,
    ...pieces.map((piece) => {
      const looks: Readonly<Record<string, unknown>> = Object(getComputedStyle(tracker.piece(piece)));
      return Object.fromEntries(inherited.map((name) => [name, String(looks[name])]));
    }),
  ];

  for (const [name, css] of Object.entries(rules)) {
    it(`changes nothing inside the card: ${name}`, async () => {
      const plain = await show('');
      const [expected, height] = [looksOf(plain), plain.piece('card').offsetHeight];
      clear();
      const tracker = await show(css);
      expect(looksOf(tracker)).to.deep.equal(expected);
      expect(Math.abs(tracker.piece('card').offsetHeight - height)).to.be.below(6);
      expect(getComputedStyle(tracker).textDecorationLine).to.equal('none');
    });
  }

  it('does not turn the card on its side: vertical writing', async () => {
    const tracker = await show('.wrap { writing-mode: vertical-rl; block-size: 390px; }');
    const { offsetWidth, offsetHeight } = tracker.piece('card');
    expect([offsetWidth, offsetHeight]).to.deep.equal([tracker.offsetWidth, tracker.offsetHeight]);
  });

  for (const css of [
    '.wrap { display: flex; }',
    '.wrap { display: grid; }',
    'fake-tracked { float: left; }',
    'fake-tracked { display: inline-block; }',
    '.wrap { position: relative; } fake-tracked { position: absolute; }',
  ]) {
    it(`makes the card no wider than its place: ${css}`, async () => {
      const tracker = await show(`.wrap { max-inline-size: 300px; } ${css}`);
      expect(tracker.piece('card').offsetWidth).to.equal(300);
    });
  }

  it('makes the card no narrower by a small root', async () => {
    const tracker = await show('html { font-size: 62.5%; } .wrap { inline-size: 800px !important; }');
    expect(tracker.piece('card').offsetWidth).to.equal(576);
  });

  it('still hides the card, and takes it out of reach', async () => {
    const tracker = await show('.wrap { visibility: hidden; pointer-events: none; }');
    const { visibility, pointerEvents } = getComputedStyle(tracker.piece('headline'));
    expect([visibility, pointerEvents]).to.deep.equal(['hidden', 'none']);
  });

  it('sets font and size by the properties that are there for it', async () => {
    const tracker = await show('.wrap { --order-status-font: Georgia, serif; --order-status-text-size: 20px; }');
    const { fontFamily, fontSize } = getComputedStyle(tracker.piece('description'));
    expect(fontFamily).to.contain('Georgia');
    expect(fontSize).to.equal('20px');
  });

  it('gives the card its own font where it asks for that', async () => {
    const tracker = await show('.wrap { font-family: Georgia; } fake-tracked::part(card) { font-family: inherit; }');
    expect(getComputedStyle(tracker.piece('description')).fontFamily).to.contain('Georgia');
  });
});
