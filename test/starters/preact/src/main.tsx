import 'order-status-tracker/define';
import 'order-status-tracker/types/preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';

const orderId = new URLSearchParams(location.search).get('order_id') ?? '';

function App() {
  const [isShown, setShown] = useState(true);
  const [isReady, setReady] = useState(false);
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && (
        <order-status-tracker
          order-id={orderId}
          websocket-url="/api/orders"
          poll-url="/api/orders/{id}"
          labels={{ ready: 'Come and get it' }}
          onorder-ready={() => setReady(true)}
        />
      )}
      {isReady && <p>Enjoy your meal!</p>}
    </main>
  );
}

const app = document.querySelector('#app');
if (app) render(<App />, app);
