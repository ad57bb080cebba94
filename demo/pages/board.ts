import type {} from '../../src/elements/board/order-status-board.events.js';
import { consumeTrackingLink } from '../../src/tracker/tracking-link.js';
import { type DemoConfig, loadDemoConfig } from './shared/demo-config.js';

// This script runs before the element does: the secret leaves the address before anything is asked of the network.
const capability = consumeTrackingLink();

const place = document.querySelector<HTMLElement>('#board') ?? document.body;
const address = new URLSearchParams(location.search);
const transports = ['supabase', 'websocket', 'polling'];

/** The board as this demonstration uses it. The restaurant and the secret it takes from the page's address itself. */
function createBoard(config: DemoConfig): HTMLElement {
  const board = document.createElement('order-status-board');
  const wish = address.get('transport') ?? '';
  const attributes = {
    'supabase-url': config.supabase_url,
    'supabase-key': config.supabase_key,
    'websocket-url': config.websocket_url,
    'poll-url': config.board_poll_url,
    'token-url': config.token_url,
    transport: transports.includes(wish) ? wish : 'auto',
    sound: address.get('sound') ?? 'on',
    theme: address.get('theme') ?? 'auto',
    ...(wish === 'polling' && { 'poll-interval': '5' }),
  };
  for (const [name, value] of Object.entries(attributes)) board.setAttribute(name, value);
  return board;
}

async function show(): Promise<void> {
  const config = await loadDemoConfig();
  // In this demo everybody is staff: who comes without a link gets the one of the demo's restaurant.
  if (capability === undefined && !address.has('restaurant_id')) return location.replace(config.board_url);
  place.replaceChildren(createBoard(config));
}

/** A screen that was switched on before the server: it tries until it works. */
function start(): void {
  show().catch(() => {
    place.textContent = 'The restaurant cannot be reached. This screen tries again by itself.';
    setTimeout(start, 5000);
  });
}

start();
