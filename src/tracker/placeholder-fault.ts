import type { OrderTrackerOptions } from './options.js';

/** What is written for `{id}` in an address by mistake, or left there by a template. */
const otherPlaces =
  /\$\{.*?\}|\{\{.*?\}\}|\{(?!id\}|token\})[^}]*\}|[$:]\w*id\b|%7B(?!token)\w+%7D|<\w+>|\b(?:undefined|null)\b/i;

/** The same in what is sent, where braces may mean something else. */
const otherWords = /\$?\{?\{(?:order[_-]?(?:id|number)?|(?:uu)?id|(?:access[_-]?)?token|jwt)\}\}?/gi;

/** What is written for a placeholder and stands for nothing, in an address or in what is sent, and what to write. */
export function placeholderFault(options: OrderTrackerOptions): string | undefined {
  const { pollUrl, eventsUrl, websocketUrl, tokenUrl } = options;
  const unfilled = tokenUrl && /\{.*?\}/.exec(tokenUrl)?.[0];
  if (unfilled)
    return `token-url has "${unfilled}", and nothing is filled in there: the order's id and the secret of its link are sent.`;
  for (const [name, url] of Object.entries({ pollUrl, eventsUrl, websocketUrl })) {
    const found = otherPlaces.exec(url ?? '')?.[0];
    if (found) return fault(name, found);
  }
  const { pollBody, pollHeaders, websocketHello, websocketConfirm, websocketRefuse, websocketChannel, eventsHello } =
    options;
  const sent = {
    pollBody,
    pollHeaders,
    websocketHello,
    websocketConfirm,
    websocketRefuse,
    websocketChannel,
    eventsHello,
  };
  for (const [name, value] of Object.entries(sent)) {
    const isFilled = (word: string) =>
      // Parameters of a WebSocket's address are words as well.
      /^\{(?:id|token)\}$/.test(word) || websocketUrl?.includes(`${word.slice(1, -1)}=`);
    const found = JSON.stringify(value ?? '')
      .match(otherWords)
      ?.find((word) => !isFilled(word));
    if (found) return fault(name, found);
  }
  return undefined;
}

function fault(option: string, found: string): string {
  const name = option.replace(/[A-Z]/g, '-$&').toLowerCase();
  return `${name} has "${found}", which stands for nothing: write ${/token|jwt/i.test(found) ? '{token}' : '{id}'} there.`;
}
