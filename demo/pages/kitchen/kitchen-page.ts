import type { SupabaseClient } from '@supabase/supabase-js';
import { render } from 'lit';
import { AlertsPanel } from './alerts-panel.js';
import { board, type Freshness } from './board.js';
import { askForReason } from './cancel-dialog.js';
import { DeviceAlerts } from './device-alerts.js';
import type { KitchenOrder } from './kitchen-order.js';
import { followOrders, saveChange } from './kitchen-orders.js';
import { createChime } from './new-order-chime.js';
import { OptimisticOrders } from './optimistic-orders.js';
import type { CardActions } from './order-card.js';
import { PassingMessages } from './passing-messages.js';
import { checkPickupCode, type PickupCheck } from './pickup-check.js';
import { changeSettings } from './settings-dialog.js';

/**
 * Shows the board for the staff member who is signed in, until the returned function is called.
 *
 * @param pushKey the server's key for push messages; without one, devices are not alerted while their screen is off
 */
export function showBoard(client: SupabaseClient, root: HTMLElement, pushKey: string | undefined): () => void {
  let joined = false;
  let freshness: Freshness = { live: false, lastRead: undefined, problem: undefined };
  let chime: (() => void) | undefined;
  const checks = new Map<string, PickupCheck>();

  // Messages do not disappear by themselves while the board may be out of date, or while one of them has the focus.
  const messages = new PassingMessages(
    show,
    () => freshness.problem === undefined && !root.querySelector('.messages:focus-within'),
  );

  const optimistic = new OptimisticOrders(saveChange(client), show, (_order, message) => {
    messages.add(message);
    following.read();
  });

  const actions: CardActions = {
    change: (order, change) => optimistic.change(order.id, change),
    cancel: (order) => void cancel(order),
    checkCode: (order, code) => void checkCode(order, code),
  };

  /** Shows what becomes of a code on its order's card. */
  async function checkCode(order: KitchenOrder, code: string): Promise<void> {
    checks.set(order.id, { isChecking: true });
    show();
    checks.set(order.id, { isChecking: false, problem: await checkPickupCode(client, order, code) });
    show();
    following.read();
  }

  async function cancel(order: KitchenOrder): Promise<void> {
    const reason = await askForReason(order);
    if (reason !== undefined) optimistic.change(order.id, { status: 'cancelled', reason });
  }

  const alerts = new AlertsPanel(client, {
    root,
    orders: optimistic,
    show: () => show(),
    say: (problem) => messages.add(problem),
    chime: () => chime?.(),
  });

  const device =
    pushKey === undefined
      ? undefined
      : new DeviceAlerts(client, pushKey, {
          show: () => show(),
          say: (problem) => messages.add(problem),
          heard: () => {
            alerts.read();
            return chime !== undefined;
          },
        });

  async function openSettings(): Promise<void> {
    await changeSettings(client, alerts.managed);
    alerts.read();
  }

  /** Turns off the alerts of this device first: the next person who uses it must not get them. */
  async function signOut(): Promise<void> {
    if (device?.isOn) await device.turnOff();
    await client.auth.signOut();
  }

  function show(): void {
    keepFocus(root, () =>
      render(
        board({
          optimistic,
          freshness,
          messages: messages.texts,
          sound: chime !== undefined,
          actions,
          checks,
          alerts: alerts.render(chime === undefined),
          changeSettings: alerts.managed.length === 0 ? undefined : () => void openSettings(),
          device: device && { isOn: device.isOn, isBusy: device.isBusy, toggle: () => void device.toggle() },
          dismiss: (message) => messages.dismiss(message),
          toggleSound: () => {
            chime = chime ? undefined : createChime();
            chime?.();
            show();
          },
          signOut: () => void signOut(),
        }),
        root,
      ),
    );
  }

  const following = followOrders(client, {
    read(orders) {
      const isNew = freshness.lastRead !== undefined && orders.some(({ id }) => !optimistic.has(id));
      freshness = { live: joined, lastRead: new Date(), problem: undefined };
      optimistic.replaceAll(orders);
      if (isNew) chime?.();
    },
    unread(problem) {
      freshness = { ...freshness, live: false, problem };
      show();
    },
    row: (row) => optimistic.update(row),
    live(isLive) {
      joined = isLive;
      // Live is said once the read after the join has worked.
      if (!isLive) freshness = { ...freshness, live: false };
      show();
    },
  });
  const ageing = setInterval(show, 15_000);
  show();
  device?.start();

  return () => {
    alerts.stop();
    device?.stop();
    following.stop();
    messages.clear();
    clearInterval(ageing);
  };
}

/** An order that moves to another column is a new card there. Focus moves with it. */
function keepFocus(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const card = focused?.closest<HTMLElement>('[data-order-id]');
  const action = focused?.getAttribute('data-action');
  draw();
  if (!card || focused?.isConnected) return;
  const moved = root.querySelector<HTMLElement>(`[data-order-id="${CSS.escape(card.dataset.orderId ?? '')}"]`);
  const button = moved?.querySelector<HTMLElement>(`[data-action="${action}"]`);
  (button ?? moved)?.focus({ preventScroll: true });
}
