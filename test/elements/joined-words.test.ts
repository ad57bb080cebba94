import { expect } from '@esm-bundle/chai';
import { ar } from '../../src/locales/ar.js';
import { fr } from '../../src/locales/fr.js';
import { ja } from '../../src/locales/ja.js';
import { registerLocale } from '../../src/locales/registry.js';
import { vi } from '../../src/locales/vi.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

/** Isolation keeps foreign letters in their place; it is not seen. */
const seen = (text: string) => text.replace(/[\u200f\u2068\u2069]/g, '');

describe('what code joins is joined by the marks of the language', () => {
  let tracker: FakeTracked;

  before(() => {
    for (const locale of [ar, fr, ja, vi]) registerLocale(locale);
  });
  afterEach(clear);

  for (const [lang, withDay, title] of [
    ['ar', /^جاهز نحو [^,،]+، [^,،]+، \S+ \S$/, /^الطلب رقم 42: جاهز\./],
    ['fr', /^Prête vers [^,]+, \d\d:\d\d$/, /^Commande 42\u00a0: /],
    ['ja', /^\d+月\d+日\([^)]+\) \d+:\d\dごろできあがり$/, /^ご注文番号?\s?42：|^[^:]*42[^:]*：/],
    ['vi', /^Sẵn sàng khoảng \d\d:\d\d, /, /^Đơn hàng 42: /],
  ] as const) {
    it(`in "${lang}": a day and its time, an order and its status`, async () => {
      tracker = await place((placed) => {
        placed.lang = lang;
      });
      await tracker.tracking.know({ order: { ...anOrder, status: 'scheduled' }, ...expectedIn(tracker, 1320, 1320) });
      expect(seen(tracker.text('estimate'))).to.match(withDay);
      await tracker.tracking.change({ status: 'ready' }, { estimate: undefined });
      await tracker.device.pass(1_000);
      const heard = seen(tracker.said('assertive'));
      expect(heard).to.match(title);
      // A wide stop brings its own space.
      expect(heard).not.to.match(/。 /);
    });
  }
});
