import { backEndAttributes } from './command.js';

/** What `--help` prints. */
export function helpText(): string {
  const names = [...backEndAttributes.keys()].map((name) => `--${name}`);
  return `Examines a back end from the outside, as <order-status-tracker> will meet it, and says what is right, what is
wrong, and what to do. It reads and subscribes; it changes nothing.

  order-status-tracker doctor <what> [options]

<what> is one of
  '<order-status-tracker order-id="42" …>'   the tag of your page, in single quotes
  page.html, https://…/page                  a file or a page that has the tag; also a guest's link
  https://…/orders/42                        a JSON endpoint or an event stream
  wss://…                                    a WebSocket
  https://….supabase.co                      a Supabase project (with --supabase-key)

Options
  --origin https://www.restaurant.example    the site of your page: browsers keep answers from other sites
  --other-order-id 43                        an order that this guest must not see
  --watch 60                                 seconds to listen for changes and signs of life
  --json                                     the findings for machines
  --help

and all attributes of the tag that concern the back end:
${wrap(names)}

Ends with 0 if nothing is wrong, with 1 if something is, and with 2 if it was not understood.
Keys, tokens and capabilities are never printed.
`;
}

function wrap(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    const line = lines.at(-1) ?? '';
    if (line.length + name.length > 100) lines.push(name);
    else lines[lines.length - 1] = line ? `${line} ${name}` : name;
  }
  return lines.map((line) => `  ${line}`).join('\n');
}
