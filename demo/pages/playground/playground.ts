import { render } from 'lit';
import { fulfilments } from '../../../src/order/status.js';
import { loadDemoConfig } from '../shared/demo-config.js';
import { Gallery } from './gallery/gallery.js';
import { PreviewFrame } from './preview/preview-frame.js';
import { realView, type Trial } from './preview/real-view.js';
import { type RecordedStretch, recordStory } from './preview/story-record.js';
import { TimeMachine } from './preview/time-machine.js';
import { timeMachineView } from './preview/time-machine-view.js';
import { placeTrialOrder } from './preview/trial-order.js';
import { findErrors } from './settings/check-settings.js';
import { previewAttributes } from './settings/preview-attributes.js';
import { firstSettings, fromAddress, type Settings, toAddress } from './settings/settings.js';
import { settingsView } from './settings/settings-view.js';
import { snippetOf, styleOf } from './settings/snippet.js';
import { type Scheme, schemeOf } from './settings/style-properties.js';
import type { ThemeName } from './settings/themes.js';
import { minute } from './simulation/sample-order.js';
import { SimulatedRestaurant } from './simulation/simulated-restaurant.js';
import type { StoryName } from './simulation/stories.js';
import { snippetView } from './snippet-view.js';
import { type Stage, stageBar } from './stage-bar.js';

/** Where in the story the preview starts, in milliseconds. */
const firstMoment = 3 * minute;

/** The whole page: settings, the preview that they change, the time machine that plays it, the snippet, the gallery. */
export class Playground {
  readonly #themes: Readonly<Record<ThemeName, string>>;
  readonly #first = firstSettings(new URL('cdn/', location.href).href);
  readonly #frame = new PreviewFrame('Preview');
  readonly #machine = new TimeMachine({
    restart: (restaurant) => this.#follow(restaurant),
    changed: () => this.#showMachine(),
  });
  #settings: Settings = fromAddress(location.hash, this.#first);
  #stage: Stage = { width: 'phone', device: 'auto', source: 'simulated' };
  #scheme: Scheme = 'light';
  #copied: boolean | undefined;
  #recorded: readonly RecordedStretch[] = [];
  #recording = new AbortController();
  #gallery: Gallery | undefined;
  #trial: Trial = 'none';
  #trialAttributes: Readonly<Record<string, string>> = {};
  #runs = Date.now();

  constructor(themes: Readonly<Record<ThemeName, string>>) {
    this.#themes = themes;
  }

  start(): void {
    place('frame').replaceChildren(this.#frame.element);
    this.#machine.choose('everything', this.#fulfilment);
    this.#machine.seek(firstMoment);
    this.#record();
    this.#show();
    this.#gallery = new Gallery(place('gallery-controls'), place('gallery-wall'), {
      settings: () => this.#settings,
      themes: this.#themes,
    });
  }

  get #themeCss(): string {
    return this.#settings.theme ? this.#themes[this.#settings.theme] : '';
  }

  get #fulfilment() {
    return fulfilments.find((name) => name === this.#settings.attributes.fulfilment) ?? 'dine_in';
  }

  readonly #change = (settings: Settings): void => {
    this.#settings = settings;
    this.#copied = undefined;
    const address = toAddress(settings, this.#first);
    history.replaceState(null, '', address ? `#${address}` : location.pathname);
    if (this.#stage.source === 'simulated') this.#chooseStory(this.#machine.storyName);
    this.#show();
    this.#gallery?.settingsChanged();
  };

  #show(): void {
    const errors = findErrors(this.#settings, this.#themeCss);
    render(
      settingsView({
        settings: this.#settings,
        errors,
        themeCss: this.#themeCss,
        scheme: this.#scheme,
        change: this.#change,
        chooseScheme: (scheme) => this.#chooseScheme(scheme),
        useDemo: () => void this.#useDemo(),
        startAnew: () => this.#change(this.#first),
      }),
      place('settings-content'),
    );
    render(
      snippetView({
        snippet: snippetOf(this.#settings, this.#themeCss),
        errorCount: Object.keys(errors).length,
        copied: this.#copied,
        copy: () => void this.#copy(),
      }),
      place('snippet-content'),
    );
    render(
      stageBar(this.#stage, (stage) => this.#changeStage(stage)),
      place('stage-bar'),
    );
    this.#dress();
    this.#showMachine();
  }

  #showMachine(): void {
    const isReal = this.#stage.source === 'real';
    place('machine').hidden = isReal;
    place('real').hidden = !isReal;
    render(
      timeMachineView({
        machine: this.#machine,
        recorded: this.#recorded,
        chooseStory: (name) => this.#chooseStory(name),
      }),
      place('machine'),
    );
    render(
      realView(this.#trial, () => void this.#orderForTrial()),
      place('real'),
    );
  }

  /** Applies the settings to the preview. */
  #dress(): void {
    const { width, device, source } = this.#stage;
    place('frame').dataset.width = width;
    this.#frame.setAttributes(source === 'real' ? this.#realAttributes() : this.#attributes());
    this.#frame.setStyle(styleOf(this.#settings, this.#themeCss));
    this.#frame.setScheme(device !== 'auto' ? device : schemeOf(this.#settings.attributes.theme));
  }

  #attributes(): Readonly<Record<string, string>> {
    return { ...previewAttributes(this.#settings, 'simulated'), 'order-id': `played-${this.#runs}` };
  }

  /** A new element, so that nothing of what was played before is left in it. */
  async #follow(restaurant: SimulatedRestaurant): Promise<void> {
    // A new order id for each run: announced orders are not announced again.
    this.#runs += 1;
    const { transport, environment } = restaurant;
    const properties = { transport, pollUrl: SimulatedRestaurant.pollUrl, environment };
    await this.#frame.mount({ attributes: this.#attributes(), properties });
    this.#dress();
  }

  #realAttributes(): Readonly<Record<string, string>> {
    // Which of the demo's ways is used is the settings' choice.
    return {
      ...previewAttributes(this.#settings, 'real'),
      ...this.#trialAttributes,
      ...(this.#trial === 'placed' && { transport: this.#settings.backEnd }),
    };
  }

  async #followForReal(): Promise<void> {
    await this.#frame.mount({ attributes: this.#realAttributes(), properties: {} });
    this.#dress();
  }

  async #orderForTrial(): Promise<void> {
    if (this.#trial === 'placing') return;
    this.#trial = 'placing';
    this.#show();
    try {
      this.#trialAttributes = await placeTrialOrder();
      this.#trial = 'placed';
    } catch {
      this.#trial = 'failed';
    }
    this.#show();
  }

  #changeStage(stage: Stage): void {
    const hasMoved = stage.source !== this.#stage.source;
    this.#stage = stage;
    if (hasMoved && stage.source === 'real') {
      this.#machine.pause();
      void this.#followForReal();
    } else if (hasMoved) this.#machine.again();
    this.#show();
  }

  #chooseScheme(scheme: Scheme): void {
    this.#scheme = scheme;
    // The preview shows the scheme whose colours are being chosen.
    if (!schemeOf(this.#settings.attributes.theme)) this.#stage = { ...this.#stage, device: scheme };
    this.#show();
  }

  #chooseStory(name: StoryName): void {
    const before = this.#machine.story;
    this.#machine.choose(name, this.#fulfilment);
    if (this.#machine.story !== before) this.#record();
  }

  /** Records what a guest reads over this story. */
  #record(): void {
    const { storyName } = this.#machine;
    this.#recorded = [];
    this.#recording.abort();
    this.#recording = new AbortController();
    const { signal } = this.#recording;
    void recordStory(storyName, this.#fulfilment, signal).then((recorded) => {
      if (signal.aborted) return;
      this.#recorded = recorded;
      this.#showMachine();
    });
  }

  async #useDemo(): Promise<void> {
    const { supabase_url, supabase_key, websocket_url, poll_url, token_url } = await loadDemoConfig();
    const attributes = {
      ...this.#settings.attributes,
      'supabase-url': supabase_url,
      'supabase-key': supabase_key,
      'supabase-read': 'order_snapshot',
      'websocket-url': websocket_url,
      'poll-url': poll_url,
      'token-url': token_url,
    };
    this.#change({ ...this.#settings, attributes });
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(snippetOf(this.#settings, this.#themeCss));
      this.#copied = true;
    } catch {
      this.#copied = false;
      const code = document.querySelector('#snippet pre');
      if (code) getSelection()?.selectAllChildren(code);
    }
    this.#show();
  }
}

function place(id: string): HTMLElement {
  return document.querySelector<HTMLElement>(`#${id}`) ?? document.body;
}
