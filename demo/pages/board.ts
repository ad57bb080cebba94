import type {} from '../../src/elements/board/order-status-board.events.js';
import { consumeTrackingLink } from '../../src/tracker/tracking-link.js';
import { type DemoConfig, loadDemoConfig } from './shared/demo-config.js';

// This script runs before the element's script. It removes the capability from the URL before the first request.
const capability = consumeTrackingLink();

const place = document.querySelector<HTMLElement>('#board') ?? document.body;
const address = new URLSearchParams(location.search);
const transports = ['supabase', 'websocket', 'polling'];

/** Creates the board as this demo uses it. The element reads the restaurant and the capability from the URL itself. */
function createBoard(config: DemoConfig): HTMLElement {
  const board = document.createElement('order-status-board');
  const transport = address.get('transport') ?? '';
  const attributes = {
    'supabase-url': config.supabase_url,
    'supabase-key': config.supabase_key,
    'websocket-url': config.websocket_url,
    'poll-url': config.board_poll_url,
    'token-url': config.token_url,
    transport: transports.includes(transport) ? transport : 'auto',
    sound: address.get('sound') ?? 'on',
    theme: address.get('theme') ?? 'auto',
    ...(transport === 'polling' && { 'poll-interval': '5' }),
  };
  for (const [name, value] of Object.entries(attributes)) board.setAttribute(name, value);
  return board;
}

async function show(): Promise<void> {
  const config = await loadDemoConfig();
  // A visitor without a link is sent to the link of the demo's restaurant. A real restaurant would not do this.
  if (capability === undefined && !address.has('restaurant_id')) {
    if (config.board_url !== undefined) return location.replace(config.board_url);
    place.textContent = 'Please open this screen with its link.';
    return;
  }
  place.replaceChildren(createBoard(config));
}

/** Shows the board. If the server cannot be reached, it tries again every 5 s, because nobody reloads a wall screen. */
function start(): void {
  show().catch(() => {
    place.textContent = 'The restaurant cannot be reached. This screen tries again by itself.';
    setTimeout(start, 5000);
  });
}

start();
