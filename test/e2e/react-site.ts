import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useOrderTracking } from '../../src/react.js';

/** A React site in development mode: it shows the status with the hook, and a button unmounts the component. */
const { orderId = '', token = '' } = document.body.dataset;

/** The options are written inline, so that every render passes a new object. */
function Status() {
  const { orderStatus, connectionStatus } = useOrderTracking({
    orderId,
    accessToken: token,
    websocketUrl: `${location.origin.replace('http', 'ws')}/ws`,
    pollUrl: `${location.origin}/api/orders/{id}`,
  });
  return createElement('output', { 'data-status': orderStatus, 'data-connection': connectionStatus });
}

function Site() {
  const [isOpen, setOpen] = useState(true);
  const toggle = createElement('button', { type: 'button', onClick: () => setOpen(!isOpen) }, 'Menu');
  return createElement('main', null, toggle, isOpen ? createElement(Status) : null);
}

const main = document.createElement('div');
document.body.append(main);
createRoot(main).render(createElement(StrictMode, null, createElement(Site)));
