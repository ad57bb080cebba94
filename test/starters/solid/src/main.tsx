import 'order-status-tracker/define';
import 'order-status-tracker/types/solid';
import { createSignal, Show } from 'solid-js';
import { render } from 'solid-js/web';

const orderId = new URLSearchParams(location.search).get('order_id') ?? '';

function App() {
  const [isShown, setShown] = createSignal(true);
  const [isReady, setReady] = createSignal(false);
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown())}>
        {isShown() ? 'Hide' : 'Show'}
      </button>
      <Show when={isShown()}>
        <order-status-tracker
          order-id={orderId}
          websocket-url="/api/orders"
          poll-url="/api/orders/{id}"
          prop:labels={{ ready: 'Come and get it' }}
          on:order-ready={() => setReady(true)}
        />
      </Show>
      <Show when={isReady()}>
        <p>Enjoy your meal!</p>
      </Show>
    </main>
  );
}

const app = document.querySelector('#app');
if (app) render(App, app);
