import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { brokenRules } from './coding-rules.js';

const plugin = projectPath('demo', 'wordpress', 'order-status-tracker');
const files = readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.php'));

const good = `<?php
declare( strict_types=1 );
namespace OrderStatusTracker;
defined( 'ABSPATH' ) || exit;
`;

describe('the WordPress plugin’s PHP', () => {
  for (const name of files) {
    it(`keeps WordPress’s rules in ${name}`, () => {
      assert.deepEqual(brokenRules(name, readFileSync(`${plugin}/${name}`, 'utf8')), []);
    });
  }

  for (const [code, rule] of [
    ['echo $title;', 'what is printed is escaped'],
    [`echo '<b>' . $title;`, 'what is printed is escaped'],
    ['<p><?php echo __( $title ); ?></p>', 'what is printed is escaped'],
    ['<b title="<?php echo esc_attr( $title ); ?>"><?php echo $title; ?></b>', 'what is printed is escaped'],
    ['echo esc_html( $title ) . $name;', 'what is printed is escaped'],
    ['printf( $format, $title );', 'what is printed is escaped'],
    [`printf( esc_html__( 'Call', 'order-status-tracker' ), $phone );`, 'what is printed is escaped'],
    ['// phpcs:ignore\necho $title;', 'an exception names its rule and its reason'],
    [`$id = $_GET['id'];`, 'what a visitor sends is unslashed and sanitized'],
    [
      `$id = isset( $_GET['id'] ) ? absint( wp_unslash( $_GET['id'] ) ) : 0;`,
      'what a visitor sends needs a nonce, or a reason why not',
    ],
    ['$found = $wpdb->get_var( $query );', 'the database is used by WordPress’s own functions'],
    ['$code = file_get_contents( $url );', 'no functions that hide or fetch code'],
    ['<?= esc_html( $title ) ?>', 'no short tags'],
    [`$tag = '<script src="https://cdn.example.com/a.js">';`, 'nothing is loaded from other sites'],
    ['if ( 1 == $found ) {', 'comparisons are strict'],
    [`if ( $kind === 'guest' ) {`, 'the constant stands first'],
    [
      `$text = __( $words, 'order-status-tracker' );`,
      'a translated text is written out, with the plugin’s text domain',
    ],
    [`$text = __( 'Ready' );`, 'a translated text is written out, with the plugin’s text domain'],
    [`$text = __( 'Call %s', 'order-status-tracker' );`, 'a text with a placeholder tells translators what it is'],
  ] as const) {
    it(`is refused with: ${code.replaceAll('\n', ' ')}`, () => {
      const broken = brokenRules('example.php', `${good}${code}\n`);
      assert.ok(
        broken.some((found) => found.rule === rule),
        JSON.stringify(broken),
      );
    });
  }

  it('is refused where a file can be asked for directly, or has global names without a prefix', () => {
    assert.deepEqual(
      brokenRules('example.php', '<?php\nfunction show() {}\n').map(({ rule }) => rule),
      [
        'a file does nothing when it is asked for directly',
        'types are strict',
        'global names have the plugin’s prefix',
      ],
    );
  });
});
