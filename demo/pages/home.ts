/** The duel on the first page: our element and the usual hook, in one simulated restaurant, on one time line. */
import { render } from 'lit';
import { recordDuel } from './home/duel-record.js';
import { DuelView, type HookView } from './home/duel-view.js';
import { UsualHook } from './home/usual-hook.js';
import { TimeMachine } from './playground/preview/time-machine.js';
import { SimulatedRestaurant } from './playground/simulation/simulated-restaurant.js';

/** Where the duel begins to play, in milliseconds of its story: shortly before the Wi-Fi falls silent. */
const firstMoment = 170_000;
/** Where it stands if it does not play by itself: the hook is live again, with the old status. */
const telltaleMoment = 350_000;

const stage = document.querySelector<HTMLElement>('#duel');
if (stage) void startDuel(stage);

async function startDuel(place: HTMLElement): Promise<void> {
  await customElements.whenDefined('order-status-tracker');
  const view = new DuelView();
  let hook: UsualHook | undefined;
  let hookView: HookView = { status: undefined, isLive: false };
  let runs = 0;

  const machine = new TimeMachine({
    restart: async (restaurant) => {
      hook?.stop();
      hook = new UsualHook(restaurant, (state) => {
        hookView = state;
        show();
      });
      runs += 1;
      hookView = hook.state;
      const tracker = view.trackerOf(`duel-${Date.now()}-${runs}`);
      const { transport, environment } = restaurant;
      Object.assign(tracker, { transport, pollUrl: SimulatedRestaurant.pollUrl, environment });
      show();
      await tracker.updateComplete;
      hook.start();
    },
    changed: () => show(),
  });
  const show = () => render(view.draw(machine, hookView), place);

  place.replaceChildren();
  machine.choose('silent', 'pickup');
  machine.setSpeed(10);
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  machine.seek(isStill ? telltaleMoment : firstMoment);
  show();
  view.recorded = await recordDuel(new AbortController().signal);
  show();
  if (!isStill) playOnceSeen(place, machine);
}

/** Plays by itself once the guest sees it. */
function playOnceSeen(place: HTMLElement, machine: TimeMachine): void {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      machine.play();
    },
    { threshold: 0.6 },
  );
  observer.observe(place);
}
