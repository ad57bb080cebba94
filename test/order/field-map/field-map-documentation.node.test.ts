import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { orderFields } from '../../../src/order/field-map/field-map.js';
import { mapKeys } from '../../../src/order/field-map/field-map-checks.js';
import { fieldMapCode } from '../../../src/tracker/field-map-code.js';
import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { payloadParser } from '../../../src/tracker/payload-parser.js';

const page = readFileSync(new URL('../../../../src/order/field-map/FIELD-MAP.md', import.meta.url), 'utf8');
const sections = page.split(/^### /m).slice(1);

/** The code blocks of a section. */
function blocks(section: string): string[] {
  return [...section.matchAll(/```(?:json|html)\n([\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** The options that a tag's attributes set. */
function optionsOf(tag: string): OrderTrackerOptions {
  const attributes = [...tag.matchAll(/\s([a-z-]+)=(["'])([\s\S]*?)\2/g)].map(([, name = '', , value = '']) => {
    const option = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return [option, value.startsWith('{') ? JSON.parse(value) : value];
  });
  return Object.fromEntries(attributes);
}

describe('the page about field maps', async () => {
  await fieldMapCode.load();

  it('has thirteen endpoints, and names every key and field', () => {
    assert.equal(sections.length, 13);
    for (const key of mapKeys) assert.ok(page.includes(`| \`${key}\` |`), key);
    for (const field of orderFields) assert.ok(page.includes(field), field);
  });

  it('says how minutes from now become a time', () => {
    const [, script = ''] = /\*\*Minutes from now\.[\s\S]*?```js\n([\s\S]*?)```/.exec(page) ?? [];
    const [, tag = ''] = /\*\*Minutes from now\.[\s\S]*?```html\n([\s\S]*?)```/.exec(page) ?? [];
    const tracker: { parse?: OrderTrackerOptions['parse'] } = {};
    new Function('tracker', script)(tracker);
    const result = payloadParser({ ...optionsOf(tag), ...tracker })({ id: '42', status: 'preparing', eta: 12 }, 'read');
    assert.ok(result.ok, JSON.stringify(result));
    const minutes = (Number(result.patch.estimatedReadyTo) - Date.now()) / 60_000;
    assert.ok(minutes > 11 && minutes <= 12, String(minutes));
  });

  it('says how dishes, and the estimate from them, are left out', () => {
    const [map = ''] = /(?<=`)"items": \{ "path": \[\] \}(?=`)/.exec(page) ?? [];
    const items = [{ name: 'Ribs' }];
    const result = payloadParser({ orderId: '42', fieldMap: JSON.parse(`{${map}}`) })(
      { id: '42', status: 'preparing', items },
      'read',
    );
    assert.ok(map && result.ok && !result.patch.items, JSON.stringify(result));
  });

  for (const section of sections) {
    const [answer = '', tag = '', order = ''] = blocks(section);
    it(`is right about ${section.slice(0, section.indexOf('\n'))}`, () => {
      const result = payloadParser(optionsOf(tag))(JSON.parse(answer), 'read');
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(JSON.parse(JSON.stringify(result)), { ok: true, patch: JSON.parse(order) });
    });
  }
});
