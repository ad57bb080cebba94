import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { controlWordings } from '../../demo/pages/playground/settings/control-wordings.js';
import { projectPath } from '../../demo/server/project-files.js';
import { translatedLanguages } from '../../src/locales/registry.js';

const read = (name: string) =>
  readFileSync(projectPath('demo', 'wordpress', 'order-status-tracker', ...name.split('/')), 'utf8');

/** The keys and texts of the list that a function of choices.php returns. */
function choices(name: string): readonly (readonly [string, string])[] {
  const [, body = ''] =
    new RegExp(`function ${name}\\(\\): array \\{([\\s\\S]*?)\\n\\}`).exec(read('includes/choices.php')) ?? [];
  return [...body.matchAll(/^\t\t'([^']*)' +=> (?:__\( )?'([^']*)'/gm)].map(([, key = '', text = '']) => [key, text]);
}

describe('the WordPress plugin', () => {
  it('offers every preset, by the name that the playground gives it', () => {
    const { '': _, ...own } = controlWordings.preset.options;
    assert.deepEqual(Object.fromEntries(choices('presets').filter(([key]) => key !== '')), own);
  });

  it('offers every language, and that of the page', () => {
    const offered = choices('languages').map(([key]) => key);
    assert.deepEqual(offered.toSorted(), ['', 'en', ...translatedLanguages].toSorted());
  });

  it('has its sentence for guests in every language, with one place for the telephone number', () => {
    const [, body = ''] =
      /function phone_sentences\(\): array \{([\s\S]*?)\n\}/.exec(read('includes/guest-words.php')) ?? [];
    const sentences = [...body.matchAll(/^\t\t'([\w-]+)' +=> '(.+)',$/gm)].map(([, code = '', text = '']) => [
      code,
      text,
    ]);
    assert.deepEqual(sentences.map(([code]) => code).toSorted(), ['en', ...translatedLanguages].toSorted());
    for (const [code, text = ''] of sentences) assert.equal(text.split('%').length, 2, code);
    for (const [code, text = ''] of sentences) assert.match(text, /\S *%s$/, code);
    const own = new Set(sentences.map(([, text]) => text));
    assert.equal(own.size, sentences.length - 1, 'those of Brazil and Portugal alone are the same');
  });

  it('offers the themes, layouts and kinds of the tag', () => {
    for (const [name, attribute] of [
      ['themes', 'theme'],
      ['layouts', 'layout'],
      ['fulfilments', 'fulfilment'],
    ] as const) {
      const known = Object.keys(controlWordings[attribute].options);
      for (const [key] of choices(name)) assert.ok(key === '' || known.includes(key), `${attribute}="${key}"`);
      assert.ok(choices(name).length > 1);
    }
  });

  it('has a readme in the format of wordpress.org', () => {
    const readme = read('readme.txt');
    const [, headers = '', short = ''] = /^=== [^=\n]+ ===\n((?:[\w ]+: .+\n)+)\n(.+)\n/.exec(readme) ?? [];
    const fields = Object.fromEntries(
      headers
        .trim()
        .split('\n')
        .map((line) => line.split(': ')),
    );
    const plugin = read('order-status-tracker.php');
    for (const [field, header] of [
      ['Stable tag', 'Version'],
      ['Requires at least', 'Requires at least'],
      ['Requires PHP', 'Requires PHP'],
      ['License', 'License'],
    ] as const) {
      const [, value] = new RegExp(`^ \\* ${header}: +(.+)$`, 'm').exec(plugin) ?? [];
      assert.equal(fields[field], value, field);
    }
    assert.ok(fields.Contributors && fields['Tested up to']);
    assert.ok(fields.Tags.split(',').length <= 5, 'wordpress.org takes five tags');
    assert.ok(short.length > 0 && short.length <= 150, 'the short description has 150 characters at most');
    for (const section of ['Description', 'Installation', 'Frequently Asked Questions', 'Changelog'])
      assert.match(readme, new RegExp(`^== ${section} ==$`, 'm'));
  });

  it('tells authors of each attribute that the shortcode takes', () => {
    const [, body = ''] =
      /function author_attributes\(\): array \{([\s\S]*?)\n\}/.exec(read('includes/tracker-tag.php')) ?? [];
    const names = [...body.matchAll(/'(\w+)' +=>/g)].map(([, name = '']) => name);
    assert.ok(names.length > 3);
    for (const name of names) assert.match(read('readme.txt'), new RegExp(`^\\* \`${name}\`: `, 'm'));
  });

  it('has a block whose files are there, and whose settings the editor shows', () => {
    const block = JSON.parse(read('block/block.json')) as Readonly<Record<'name' | 'editorScript' | 'render', string>>;
    const editor = read(`block/${block.editorScript.replace('file:./', '')}`);
    assert.ok(editor.includes(`registerBlockType('${block.name}'`));
    assert.ok(read(`block/${block.render.replace('file:./', '')}`).includes('get_block_wrapper_attributes()'));
    for (const name of ['order_id', 'language', 'theme', 'layout', 'fulfilment', 'pickup_place'])
      assert.match(editor, new RegExp(`(?:choiceOf|textOf)\\('${name}'`), name);
    const used = [...editor.matchAll(/window\.wp\.(\w+)/g)].map(([, name = '']) => name);
    for (const name of used) {
      const handle = `wp-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
      assert.ok(
        read('block/editor.asset.php').includes(`'${handle}'`),
        `${handle} is loaded before the editor’s script`,
      );
    }
  });
});
