import { expect } from '@esm-bundle/chai';
import { setScriptFolder } from '../../../src/elements/shared/script-folder.js';
import { de } from '../../../src/locales/de.js';
import { fr } from '../../../src/locales/fr.js';
import { registerLocale } from '../../../src/locales/registry.js';
import { anOrder, clear, place } from '../../support/fake-tracker.js';

describe('a page that does not call setScriptFolder', () => {
  const browserFetch = globalThis.fetch;
  const browserWarn = console.warn;
  let warnings: string[];

  beforeEach(() => {
    warnings = [];
    console.warn = (warning: string) => warnings.push(warning);
  });
  afterEach(() => {
    clear();
    globalThis.fetch = browserFetch;
    console.warn = browserWarn;
  });

  it('gets no warning while no file is needed', async () => {
    registerLocale(de);
    for (const lang of ['en', 'de-CH']) await place((element) => Object.assign(element, { lang }));
    expect(warnings).to.deep.equal([]);
  });

  it('gets one warning when a language or a preset is needed, and its order is followed', async () => {
    let errors = 0;
    const trackers = await Promise.all(
      ['fr', 'es'].map((lang) =>
        place((element) => {
          Object.assign(element, { lang, preset: 'square' });
          element.addEventListener('order-error', () => {
            errors += 1;
          });
        }),
      ),
    );
    for (const tracker of trackers) {
      await tracker.tracking.know({ order: anOrder });
      expect(tracker.text('headline')).to.equal('Preparing');
      expect(tracker.tracking.options().orderId).to.equal('A1');
    }
    const ofFolder = warnings.filter((warning) => warning.includes('setScriptFolder'));
    expect(ofFolder).to.have.length(1);
    expect(ofFolder[0]).to.contain('registerLocale');
    // Each of the two has a preset that it cannot have, and says so.
    expect([errors, warnings.length]).to.deep.equal([2, 3]);
  });

  it('gets the language once it calls setScriptFolder', async () => {
    const tracker = await place((element) => {
      element.lang = 'fr';
    });
    await tracker.tracking.know({ order: anOrder });
    globalThis.fetch = async () => new Response(JSON.stringify(fr));
    setScriptFolder('https://cdn.example/');
    for (let looks = 0; looks < 100 && tracker.text('headline') === 'Preparing'; looks += 1) {
      await tracker.tracking.know({});
      await new Promise(requestAnimationFrame);
    }
    expect(tracker.text('headline')).to.equal('En préparation');
  });

  for (const [property, folder] of [
    ['preset', 'presets'],
    ['serverPreset', 'servers'],
  ] as const) {
    it(`is told once of a ${property} that its folder does not have`, async () => {
      globalThis.fetch = async () => new Response('', { status: 404 });
      setScriptFolder('https://cdn.example/');
      const told = new Promise<string>((resolve) => {
        void place((element) => {
          element[property] = 'bistro';
          element.addEventListener('order-error', ({ message }) => resolve(message));
        });
      });
      const message = await told;
      expect(message).to.contain(`https://cdn.example/${folder}/bistro.json`);
      expect(warnings).to.deep.equal([`<fake-tracked> ${message}`]);
    });
  }
});
