/**
 * The rules of WordPress's coding standards that matter most for safety, and some that its translators need, checked in text.
 * They know less PHP than WPCS, so they are stricter: what they cannot follow needs a `phpcs:ignore` with a reason.
 */

/** A line that breaks a rule. */
export interface Broken {
  readonly rule: string;
  readonly line: string;
}

const textDomain = 'order-status-tracker';
const escaping =
  /^\s*(?:esc_(?:html|attr|url|js|textarea|html__|attr__|html_e|attr_e)|wp_kses\w*|wp_json_encode|absint)\s*\(/;
const literal = /^\s*'[^']*'\s*(?:;|,|\)|\?>)/;
const translating = /\b(?:__|_e|_x|_n|esc_html__|esc_attr__|esc_html_e|esc_attr_e)\(/g;

/** What breaks the rules in one file of PHP. `name` is its path in the plugin. */
export function brokenRules(name: string, code: string): readonly Broken[] {
  const lines = code.split('\n');
  const broken: Broken[] = [];
  const report = (rule: string, index: number) =>
    broken.push({ rule, line: `${name}:${index + 1}: ${lines[index]?.trim()}` });

  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? '';
    const isExcused = /phpcs:ignore WordPress\.[\w.]+ -- \S.{10,}/.test(before);
    const isComment = /^\s*(?:\*|\/\/|\/\*)/.test(line);
    if (isComment) {
      if (/phpcs:(?:ignore|disable)/.test(line) && !/phpcs:ignore WordPress\.[\w.]+ -- \S.{10,}/.test(line))
        report('an exception names its rule and its reason', index);
      continue;
    }
    for (const [, output = ''] of line.matchAll(/\b(?:echo|print)\s+(.*)/g)) {
      if (!isExcused && !escaping.test(output) && !literal.test(output)) report('what is printed is escaped', index);
    }
    for (const [, output = ''] of line.matchAll(/\bv?printf\((.*)/g)) {
      if (/\bv?sprintf\(/.test(line)) continue;
      if (!isExcused && !escaping.test(output)) report('what is printed is escaped', index);
    }
    if (/\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b/.test(line)) {
      if (!/isset\(/.test(line) || !/wp_unslash\(/.test(line) || !/(?:sanitize_\w+|wc_clean|absint)\(/.test(line))
        report('what a visitor sends is unslashed and sanitized', index);
      if (!isExcused) report('what a visitor sends needs a nonce, or a reason why not', index);
    }
    if (
      /\b(?:eval|extract|base64_decode|create_function|unserialize|exec|system|curl_init|file_get_contents)\s*\(/.test(
        line,
      )
    )
      report('no functions that hide or fetch code', index);
    if (/\$wpdb\b/.test(line)) report('the database is used by WordPress’s own functions', index);
    if (/<\?(?!php\b)/.test(line)) report('no short tags', index);
    if (/(?:src|href)="https?:/.test(line)) report('nothing is loaded from other sites', index);
    if (/[^=!<>]==[^=]|!=[^=]/.test(line)) report('comparisons are strict', index);
    if (/\$[\w>[\]'"-]+\s*(?:===|!==)\s*(?:'|\d|null\b|true\b|false\b)/.test(line))
      report('the constant stands first', index);
    for (const call of line.matchAll(translating)) {
      const rest = line.slice((call.index ?? 0) + call[0].length);
      if (!new RegExp(`^ '(?:[^'\\\\]|\\\\.)*', '${textDomain}' \\)`).test(rest))
        report('a translated text is written out, with the plugin’s text domain', index);
      else if (/^ '[^']*%(?:\d\$)?[sd]/.test(rest) && !/translators: /.test(before))
        report('a text with a placeholder tells translators what it is', index);
    }
  }
  const isAsset = name.endsWith('.asset.php');
  if (!isAsset && !/defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/.test(code))
    broken.push({ rule: 'a file does nothing when it is asked for directly', line: name });
  if (!isAsset && !/declare\( strict_types=1 \);/.test(code)) broken.push({ rule: 'types are strict', line: name });
  if (!/^namespace OrderStatusTracker;$/m.test(code)) {
    for (const [, global = ''] of code.matchAll(/^\s*(?:function |const |\$)(\w+)/gm)) {
      if (!global.startsWith('order_status_tracker'))
        broken.push({ rule: 'global names have the plugin’s prefix', line: `${name}: ${global}` });
    }
  }
  return broken;
}
