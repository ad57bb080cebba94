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
const escapingCall = /^(?:esc_(?:html|attr|url|js|textarea|html__|attr__)|wp_kses\w*|wp_json_encode|absint)\(/;
const literal = /^'(?:[^'\\]|\\.)*'/;
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
    for (const { 0: word, index: at } of line.matchAll(/\b(?:echo|print)\s|(?<!s)printf\(/g)) {
      const [output = ''] = /^[^;]*/.exec(line.slice(at + word.length)) ?? [];
      const printed = word === 'printf(' ? output.replace(/\s*\)\s*$/, '') : output;
      if (!isExcused && !isEscaped(printed)) report('what is printed is escaped', index);
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

/** Whether an expression is nothing but texts that are written out and calls that escape, joined by dots or commas. */
function isEscaped(expression: string): boolean {
  const rest = expression.trim();
  const [first] = literal.exec(rest) ?? escapingCall.exec(rest) ?? [];
  if (first === undefined) return false;
  const end = first.endsWith('(') ? endOfCall(rest, first.length) : first.length;
  const after = rest.slice(end).trim();
  return after === '' || after === '?>' || (/^[.,]/.test(after) && isEscaped(after.slice(1)));
}

/** Where the call ends whose arguments begin there. */
function endOfCall(code: string, from: number): number {
  for (let depth = 1, at = from; at < code.length; at += 1) {
    const [text] = literal.exec(code.slice(at)) ?? [];
    if (text !== undefined) at += text.length - 1;
    else if (code[at] === '(') depth += 1;
    else if (code[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return code.length;
}
