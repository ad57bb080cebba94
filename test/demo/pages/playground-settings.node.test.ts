import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { type AttributeControl, attributeControls } from '../../../demo/pages/playground/settings/attributes.js';
import { findErrors } from '../../../demo/pages/playground/settings/check-settings.js';
import { contrast } from '../../../demo/pages/playground/settings/contrast.js';
import { languages } from '../../../demo/pages/playground/settings/languages.js';
import { previewAttributes } from '../../../demo/pages/playground/settings/preview-attributes.js';
import {
  firstSettings,
  fromAddress,
  type Settings,
  toAddress,
} from '../../../demo/pages/playground/settings/settings.js';
import { snippetOf } from '../../../demo/pages/playground/settings/snippet.js';
import {
  colours,
  ownColours,
  picks,
  prefix,
  readTheme,
  sizes,
} from '../../../demo/pages/playground/settings/style-properties.js';
import { themeNames } from '../../../demo/pages/playground/settings/themes.js';
import { elementsOf, readManifest } from '../../support/manifest/manifest.js';

const element = elementsOf(readManifest()).find(({ tagName }) => tagName === 'order-status-tracker');

const first = firstSettings('https://cdn.example/');

function withAttributes(attributes: Settings['attributes'], more: Partial<Settings> = {}): Settings {
  return { ...first, attributes: { ...first.attributes, ...attributes }, ...more };
}

/** A value that the control allows and that is not the usual one. */
function anotherValue({ name, kind, options, usual }: AttributeControl): string {
  if (options) return Object.keys(options).findLast((option) => option !== usual) ?? '';
  const values: Partial<Record<AttributeControl['kind'], string>> = {
    url: 'https://example.com/{id}',
    'socket-url': 'wss://example.com/{id}',
    number: '30',
    json: '{"type":"subscribed"}',
    'json-list': '["hello"]',
    'json-object': '{"send":"ping"}',
    sound: 'off',
    link: 'on',
    text: `a_${name.replaceAll('-', '_')}`,
  };
  return values[kind] ?? '';
}

describe("the playground's settings", () => {
  it('have a control for every attribute that the element reads', () => {
    // The element itself writes `status` and `connection`. `transport` is set by the choice of the back end.
    const others = ['status', 'connection', 'transport'];
    const read = element?.attributes?.map(({ name }) => name).filter((name) => !others.includes(name)) ?? [];
    const controls = attributeControls.map(({ name }) => name);
    assert.deepEqual(controls.sort(), read.sort());
  });

  for (const control of attributeControls) {
    const { name, use } = control;
    it(`change the attribute ${name} in the snippet and in the preview`, () => {
      const value = anotherValue(control);
      const settings = withAttributes({ [name]: value }, { backEnd: control.backEnds?.[0] ?? 'polling' });
      assert.equal(findErrors(settings, '')[name], undefined);
      assert.match(snippetOf(settings, ''), new RegExp(` ${name}=["']`));
      assert.equal(previewAttributes(settings, 'real')[name], value);
      // The simulated restaurant stands for the order and for the way to its back end; nothing else may be left out.
      const isSimulated = ['order', 'transport', 'access', 'payload'].includes(use);
      assert.equal(previewAttributes(settings, 'simulated')[name], isSimulated ? undefined : value);
    });
  }

  it('have a control for every custom property', () => {
    const controls = [...Object.keys(colours), ...Object.keys(sizes), ...Object.keys(picks)];
    assert.deepEqual(
      controls.map((name) => prefix + name).sort(),
      element?.cssProperties?.map(({ name }) => name).sort(),
    );
  });

  it('offer every language and every preset', () => {
    const named = (folder: string) =>
      readdirSync(folder)
        .filter((name) => /^[\w-]+\.ts$/.test(name))
        .map((name) => basename(name, '.ts'));
    const locales = named('src/locales').filter((name) => /^[a-z]{2}(-[A-Za-z]+)?$/.test(name));
    assert.deepEqual([...languages].sort(), locales.sort());
    const presets = Object.keys(attributeControls.find(({ name }) => name === 'preset')?.options ?? {});
    assert.deepEqual(presets.filter(Boolean).sort(), named('src/order/field-map/presets').sort());
  });

  it("contain the element's default colours for light and dark mode", () => {
    for (const scheme of ['light', 'dark'] as const) {
      const missing = Object.keys(colours).filter((name) => !/^#[\da-f]{3,6}$/i.test(ownColours[scheme][name] ?? ''));
      assert.deepEqual(missing, []);
    }
    assert.notEqual(ownColours.light.surface, ownColours.dark.surface);
  });

  it('survive a round trip through the URL, without secrets and without values that no control can set', () => {
    const settings = withAttributes(
      { layout: 'compact', 'order-id': 'a&b=c', 'access-token': 'secret' },
      {
        backEnd: 'websocket',
        theme: 'quiet-minimal',
        properties: { light: { accent: '#112233', radius: '3px' }, dark: { ink: '#ffffff' } },
        isClassicScript: true,
      },
    );
    const address = toAddress(settings, first);
    assert.doesNotMatch(address, /secret/);
    const { 'access-token': _, ...attributes } = settings.attributes;
    assert.deepEqual(fromAddress(address, first), { ...settings, attributes });
    const foreign = fromAddress(
      '#light.accent=red;}body{display:none&light.font=url(x)&finished-theme=__proto__',
      first,
    );
    assert.deepEqual(foreign, first);
  });
});

describe("the playground's snippet", () => {
  it('is one script and one tag with the initial settings', () => {
    assert.equal(
      snippetOf(first, ''),
      '<script type="module" src="https://cdn.example/order-status-tracker.js"></script>\n' +
        '<order-status-tracker\n  poll-url="https://example.com/orders/{id}.json"\n></order-status-tracker>\n',
    );
  });

  it('uses the file with Supabase for a Supabase back end, and the classic script when that is chosen', () => {
    const snippet = snippetOf({ ...first, backEnd: 'supabase', isClassicScript: true }, '');
    assert.match(snippet, /<script defer src="https:\/\/cdn\.example\/order-status-tracker-supabase\.iife\.js">/);
  });

  it('leaves out attributes of another back end, and attributes with their default value', () => {
    const snippet = snippetOf(withAttributes({ 'supabase-url': 'https://x.supabase.co', layout: 'card' }), '');
    assert.doesNotMatch(snippet, /supabase|layout/);
  });

  it('escapes attribute values', () => {
    const snippet = snippetOf(withAttributes({ 'order-id': '"><script>alert(1)</script>&' }), '');
    assert.match(snippet, /order-id='">&lt;script>alert\(1\)&lt;\/script>&amp;'/);
    const both = snippetOf(withAttributes({ 'order-id': `"'<` }), '');
    assert.match(both, /order-id="&quot;'&lt;"/);
  });

  it('writes the dark colours for dark mode only', () => {
    const properties = { light: { accent: '#111111' }, dark: { accent: '#eeeeee' } };
    assert.match(snippetOf({ ...first, properties }, ''), /prefers-color-scheme: dark\) {\n[^}]*#eeeeee/);
    assert.doesNotMatch(snippetOf(withAttributes({ theme: 'light' }, { properties }), ''), /#eeeeee/);
    assert.match(snippetOf(withAttributes({ theme: 'dark' }, { properties }), ''), /\[theme~="dark"\] {\n[^}]*#eeeeee/);
  });
});

describe("the playground's checks", () => {
  const problems = (settings: Settings) => findErrors(settings, '');

  it('find no errors in the initial settings', () => {
    assert.deepEqual(problems(first), {});
  });

  for (const [name, wrong, message] of [
    ['poll-url', 'example.com/{id}', /Begin with https/],
    ['poll-url', 'http://example.com/{id}', /encrypted/],
    ['poll-url', 'javascript:alert(1)//{id}', /https/],
    ['poll-interval', '4', /from 5/],
    ['poll-interval', 'often', /from 5/],
    ['sound', 'loud', /Begin with https/],
    ['layout', 'huge', /none of these/],
  ] as const) {
    it(`report an error for ${name}="${wrong}"`, () => {
      assert.match(problems(withAttributes({ [name]: wrong }))[name] ?? '', message);
    });
  }

  it('warn about a secret Supabase key, in the new and in the old format', () => {
    const claims = Buffer.from(JSON.stringify({ role: 'service_role' })).toString('base64url');
    for (const key of ['sb_secret_abc', `e30.${claims}.x`]) {
      const settings = withAttributes({ 'supabase-key': key }, { backEnd: 'supabase' });
      assert.match(problems(settings)['supabase-key'] ?? '', /secret key/);
    }
  });

  it('warn about low contrast, but not for a colour scheme that the theme attribute turns off', () => {
    const properties = { light: { surface: '#ffffff' }, dark: {} };
    assert.match(problems({ ...first, properties })['dark.ink'] ?? '', /1\.\d : 1/);
    assert.deepEqual(problems(withAttributes({ theme: 'light' }, { properties })), {});
  });

  it('compute the contrast ratio of WCAG', () => {
    assert.equal(contrast('#000', '#ffffff'), 21);
    assert.equal(contrast('#777777', '#fff')?.toFixed(2), '4.48');
    assert.equal(contrast('red', '#fff'), undefined);
  });
});

describe('the finished themes', () => {
  for (const name of themeNames) {
    const css = readFileSync(`demo/pages/themes/${name}.css`, 'utf8');

    it(`${name} has enough contrast in light and dark mode`, () => {
      assert.deepEqual(findErrors({ ...first, theme: name }, css), {});
    });

    it(`${name} has the same styles for prefers-color-scheme: dark and for theme="dark"`, () => {
      const [, ofDevice = ''] = /:not\(\[theme~="light"\]\) {([^}]*)}/.exec(css) ?? [];
      const [, ofAttribute = ''] = /\n[^\n]*\[theme~="dark"\] {([^}]*)}/.exec(css) ?? [];
      assert.equal(ofDevice.replace(/\s+/g, ' ').trim(), ofAttribute.replace(/\s+/g, ' ').trim());
    });

    it(`${name} uses only custom properties and parts of the element`, () => {
      const known = element?.cssProperties?.map((property) => property.name) ?? [];
      const used = Object.keys(readTheme(css).light).map((property) => prefix + property);
      assert.deepEqual(
        used.filter((property) => !known.includes(property)),
        [],
      );
      const parts = element?.cssParts?.map((part) => part.name) ?? [];
      for (const [, part = ''] of css.matchAll(/::part\(([\w-]+)\)/g)) assert.ok(parts.includes(part), part);
    });
  }
});
