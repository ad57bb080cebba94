import { expect } from '@esm-bundle/chai';
import { executeServerCommand } from '@web/test-runner-commands';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { isChromium, playMedia, resizeWindow } from '../support/browser-window.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { unreadable } from '../support/layout-facts.js';
import { type PictureScene, pictureScenes } from '../support/picture-scenes.js';
import type { PictureAnswer, PictureRequest } from '../support/pictures/plugin.js';
import { showScene } from '../support/situations.js';

const resizeToDesk = () => resizeWindow(800, 1000);

/** Some words in the fonts of this machine: where they look the same, pictures can be compared. */
async function drawLetters(): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 160 });
  const context = canvas.getContext('2d');
  for (const [row, font] of ['16px system-ui', 'bold 28px system-ui, sans-serif', '14px sans-serif'].entries()) {
    if (context) context.font = font;
    context?.fillText('Ready 16:50–17:05 Käse €23.80 الطلب קפה', 4, 40 + row * 45);
  }
  const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
  const hash = await crypto.subtle.digest('SHA-256', pixels);
  return [...new Uint8Array(hash)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 16);
}

/** Draws the scene on a page of its own width, with everything at rest. */
async function draw(scene: PictureScene): Promise<FakeTracked> {
  clear();
  const place = document.createElement('div');
  place.id = 'scene';
  const page = scene.theme === 'dark' ? '#0b0a0a' : '#f3f0ea';
  place.style.cssText = `box-sizing:border-box;inline-size:${scene.width ?? 360}px;padding:12px;background:${page}`;
  document.body.append(place);
  const tracker = await showScene(scene, place);
  for (const animation of tracker.shadowRoot?.getAnimations() ?? []) animation.cancel();
  // The focus of an opened dialog is a ring in some engines and none in others.
  const { activeElement } = tracker.shadowRoot ?? {};
  if (activeElement instanceof HTMLElement) activeElement.blur();
  await document.fonts.ready;
  await new Promise(requestAnimationFrame);
  return tracker;
}

describe('pictures of the element', function () {
  this.timeout(20_000);
  let letters = '';

  before(async () => {
    for (const locale of [ar, de]) registerLocale(locale);
    document.body.style.margin = '0';
    // Where a scroll bar is drawn over the page, it fades.
    document.documentElement.style.overflow = 'hidden';
    letters = await drawLetters();
    await resizeToDesk();
  });
  afterEach(async () => {
    clear();
    if (isChromium) await playMedia({});
  });

  for (const shown of pictureScenes.filter(({ media }) => !media || isChromium)) {
    it(`are unchanged: ${shown.name}`, async () => {
      if (shown.media) await playMedia(shown.media);
      const isDialog = shown.layout === 'handover';
      if (isDialog) await resizeWindow(360, 640);
      const tracker = await draw(shown);
      const scene = isDialog ? tracker.piece('handover') : tracker.parentElement;
      const { x = 0, y = 0, width = 0, height = 0 } = scene?.getBoundingClientRect() ?? {};
      const box = { x, y, width: Math.round(width), height: Math.round(height) };
      const request = { name: shown.name, letters, box };
      const { verdict, message, colours } = await executeServerCommand<PictureAnswer, PictureRequest>(
        'picture',
        request,
      );
      if (isDialog) await resizeToDesk();
      expect(colours, 'the colours of a picture that is not empty').to.be.above(2);
      expect(unreadable(tracker)).to.deep.equal([]);
      expect(verdict, message).to.be.oneOf(['same', 'renewed', 'elsewhere']);
    });
  }
});
