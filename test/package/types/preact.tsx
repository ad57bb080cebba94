/** @jsxImportSource preact */
/*
 * What Preact's JSX accepts and refuses. A refusal that is no longer one fails: `@ts-expect-error` has no error then.
 */
import type { OrderStatusTracker } from 'order-status-tracker';
import 'order-status-tracker/types/preact';

export const accepted = (
  <>
    <order-status-tracker
      order-id="42"
      poll-url="/orders/{id}.json"
      poll-interval={15}
      supabase-channel="broadcast"
      layout="compact"
      theme="classic dark"
      transport={{ name: 'own', read: async () => ({ id: '42', status: 'ready' }) }}
      order={{ id: '42', status: 'pending' }}
      labels={{ ready: 'Done' }}
      getAccessToken={async () => 'jwt'}
      debug
      ref={(element: OrderStatusTracker | null) => void element?.refresh()}
      className="card"
      style={{ color: 'red' }}
      onorder-ready={({ order }) => order.id.length}
      onorder-status-change={({ status, previousStatus }) => `${previousStatus} → ${status}`}
      onorder-error={({ code, recoverable }) => [code, recoverable]}
    />
    <order-status-tracker orderId="42" pollInterval={15} fulfilment="pickup">
      <b slot="footer">Call us</b>
    </order-status-tracker>
    <order-status-board
      restaurant-id="7"
      ready-minutes={20}
      sound="on"
      onboard-update={({ ready }) => ready.length}
      onorder-error={({ code }) => code}
    />
  </>
);

export const refused = (
  <>
    {/* @ts-expect-error: no such layout */}
    <order-status-tracker layout="wide" />
    {/* @ts-expect-error: no such channel */}
    <order-status-tracker supabase-channel="fast" />
    {/* @ts-expect-error: no number */}
    <order-status-tracker poll-interval="often" />
    {/* @ts-expect-error: no such property */}
    <order-status-tracker orderID="42" />
    {/* @ts-expect-error: an id is no number */}
    <order-status-tracker order-id={42} />
    {/* @ts-expect-error: what only the element writes */}
    <order-status-tracker connectionStatus="connected" />
    {/* @ts-expect-error: no such label */}
    <order-status-tracker labels={{ redy: 'Done' }} />
    {/* @ts-expect-error: the event has no status */}
    <order-status-tracker onorder-ready={({ status }) => status} />
    {/* @ts-expect-error: no function */}
    <order-status-tracker onorder-ready="alert()" />
    {/* @ts-expect-error: for tests */}
    <order-status-tracker environment={{}} />
    {/* @ts-expect-error: a board follows no order */}
    <order-status-board orderId="42" />
  </>
);
