import { isOnlyLogin } from '../../transports/websocket/message-template.js';
import type { CheckContext } from '../check-context.js';
import type { Session } from '../page/session.js';

/** A greeting that stopped on the way: what its next message waits for, and how the templates are written. */
export interface HeldGreeting {
  readonly problem: string;
  readonly remedy: string;
}

/** Whether messages of `websocket-hello` were not sent, as what comes before them has not come. */
export function heldGreeting(context: CheckContext, { socket }: Session): HeldGreeting | undefined {
  const { websocketHello: hello = [], websocketConfirm: confirm } = context.setup.options;
  // Without a token, a message that has nothing else is left out.
  const isLeftOut = (message: unknown) => !context.guest.token && isOnlyLogin(message);
  const places = [...hello.keys()].filter((place) => hello[place] !== null && !isLeftOut(hello[place]));
  const sent = socket?.sent.length ?? 0;
  const next = places[sent];
  if (next === undefined || !socket?.isOpen) return undefined;
  // What comes before the next message, also where it sends nothing and only waits.
  const templates: readonly unknown[] = Array.isArray(confirm) ? confirm.slice(places[sent - 1] ?? 0, next) : [];
  const template = templates.find((one) => one != null);
  const awaited = template === undefined ? 'a message of the server' : JSON.stringify(template);
  const counted = sent === 0 ? 'none was' : sent === 1 ? 'the first one was' : `the first ${sent} were`;
  return {
    problem: `Of the ${places.length} messages of websocket-hello ${counted} sent. The next one waits for ${awaited}, which did not come`,
    remedy: templatesFor(hello, confirm) ?? 'Compare websocket-confirm with what the server says there.',
  };
}

/** How the templates are written, where they cannot fit as they are. */
export function templatesFor(hello: readonly unknown[], confirm: unknown): string | undefined {
  if (!Array.isArray(confirm)) return undefined;
  const rule = 'A list in websocket-confirm has one template for each message of websocket-hello';
  const isMessage = confirm.some((item) => item !== null && typeof item !== 'object');
  if (isMessage)
    return `${rule}. A message that is a list itself needs brackets of its own: websocket-confirm='${JSON.stringify([confirm])}'.`;
  const missing = hello.length - confirm.length;
  if (missing === 0) return undefined;
  if (missing < 0)
    return `${rule}: of ${confirm.length} templates, those after number ${hello.length} are never waited for.`;
  const padded = [...Array.from({ length: missing }, () => null), ...confirm];
  return `${rule}, in the same order, and null where the next message need not wait. For the last of ${hello.length} messages: websocket-confirm='${JSON.stringify(padded)}'.`;
}
