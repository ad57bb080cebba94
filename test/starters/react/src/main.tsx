import { type ComponentType, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { WithElement } from './with-element';
import { WithHook } from './with-hook';
import { WithWrapper } from './with-wrapper';

const pages: Record<string, ComponentType<{ orderId: string }>> = {
  '/': WithWrapper,
  '/element': WithElement,
  '/hook': WithHook,
  '/together': ({ orderId }) => [<WithWrapper key="card" orderId={orderId} />, <WithHook key="line" orderId={orderId} />],
};

const Page = pages[location.pathname] ?? WithWrapper;
const orderId = new URLSearchParams(location.search).get('order_id') ?? '';

function App() {
  const [isShown, setShown] = useState(true);
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && <Page orderId={orderId} />}
    </main>
  );
}

const app = document.querySelector('#app');
if (app) {
  createRoot(app).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
