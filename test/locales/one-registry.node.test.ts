import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { de } from '../../src/locales/de.js';
import type * as Registry from '../../src/locales/registry.js';

/** Another copy of the code, as of a second script on the page. */
async function copy(name: string): Promise<typeof Registry> {
  return import(`../../src/locales/registry.js?${name}`);
}

describe('a language that is registered', () => {
  it('reaches every copy of the code on the page, also one that comes later, and tells those that listen', async () => {
    const [module, script] = [await copy('module'), await copy('script')];
    assert.notEqual(module.registerLocale, script.registerLocale);
    let told = 0;
    const stop = script.onLocaleSettled(() => {
      told += 1;
    });
    module.registerLocale(de);
    assert.equal(told, 1);
    stop();
    module.registerLocale(de);
    assert.equal(told, 1);
    assert.equal(script.findLocale('de-AT'), de);
    assert.equal((await copy('later')).findLocale('de'), de);
  });
});
