import { expect } from '@open-wc/testing';
import decoder from 'jsqr';
import { isChromium, resizeWindow } from '../support/browser-window.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

// The module is the function itself, where its types promise a member `default`.
const decode = decoder as unknown as typeof decoder.default;

/** What a scanner reads from a drawing on the screen. */
async function scan(drawing: SVGSVGElement): Promise<string | undefined> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const side = 300;
  copy.setAttribute('width', `${side}`);
  copy.setAttribute('height', `${side}`);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const context = Object.assign(document.createElement('canvas'), { width: side, height: side }).getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, side, side);
  return decode(data, side, side)?.data;
}

describe('the pickup code', () => {
  afterEach(clear);

  const show = async (pickupCode: string | undefined, set: (tracker: FakeTracked) => void = () => {}) => {
    const tracker = await place((placed) => {
      placed.lang = 'en';
      placed.layout = 'handover';
      set(placed);
    });
    await tracker.tracking.know({
      order: { ...anOrder, fulfilment: 'pickup', status: 'ready', ...(pickupCode && { pickupCode }) },
    });
    return tracker;
  };

  for (const code of ['0417', 'K7Q2', 'a1B2c3D4', '98765432']) {
    it(`${code} is on the handover screen in digits, and a scanner reads the same`, async () => {
      const tracker = await show(code);
      expect(tracker.text('pickup-code-label')).to.equal('Pickup code');
      expect(tracker.text('pickup-code-digits')).to.equal(code);
      const drawing = tracker.piece('pickup-code-qr') as unknown as SVGSVGElement;
      expect(await scan(drawing)).to.equal(code);
      expect(drawing.querySelectorAll('image, use, foreignObject, style, [style]')).to.have.length(0);
    });
  }

  it('can be read and scanned on a phone without scrolling, in both themes', async () => {
    await resizeWindow(320, 568);
    for (const theme of ['light', 'dark'] as const) {
      const tracker = await show('0417', (placed) => {
        placed.theme = theme;
      });
      await expect(tracker).to.be.accessible();
      const drawing = tracker.piece('pickup-code-qr');
      expect(drawing.getBoundingClientRect().width).to.be.at.least(120);
      // The windows of the other browsers keep some of these pixels for themselves.
      if (isChromium) expect(drawing.getBoundingClientRect().bottom).to.be.at.most(innerHeight);
      expect(tracker.piece('handover').scrollTop).to.equal(0);
      expect(getComputedStyle(drawing.querySelector('rect') ?? drawing).fill).to.equal('rgb(255, 255, 255)');
      clear();
    }
    await resizeWindow(800, 600);
  });

  it('is not shown where an order has none, on the card, before it is ready, or to whom a link was shared', async () => {
    expect((await show(undefined)).has('pickup-code')).to.equal(false);
    clear();
    const card = await show('0417', (placed) => {
      placed.layout = 'card';
    });
    expect(card.has('pickup-code')).to.equal(false);
    expect(card.renderRoot.textContent).not.to.include('0417');
    clear();
    const early = await show('0417');
    await early.tracking.change({ status: 'preparing' });
    expect(early.has('pickup-code')).to.equal(false);
    clear();
    const shared = await show('0417');
    await shared.tracking.know({ isReadOnly: true });
    expect([shared.has('handover-number'), shared.has('pickup-code')]).to.deep.equal([true, false]);
  });
});
