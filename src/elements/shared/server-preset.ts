import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import type { ServerOptions } from '../../transports/server-options.js';
import { loadBesideScript } from './script-folder.js';

/** What a server preset needs of the element. */
export interface ServerPresetHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly serverPreset: string | null | undefined;
  report(error: TrackerError): void;
}

/** Loads the options that make the tracker speak a server's protocol. The element's own options win. */
export class ServerPreset implements ReactiveController {
  readonly #host: ServerPresetHost;
  #loaded: { readonly name: string; readonly options: ServerOptions } | undefined;
  #requested: string | undefined;

  constructor(host: ServerPresetHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the options are there, or cannot be had. */
  get isReady(): boolean {
    const { serverPreset } = this.#host;
    return !serverPreset || this.#loaded?.name === serverPreset;
  }

  get options(): ServerOptions {
    return (this.#host.serverPreset && this.#loaded?.options) || {};
  }

  hostUpdate(): void {
    if (this.#host.isConnected) void this.#load();
  }

  async #load(): Promise<void> {
    const { serverPreset: name } = this.#host;
    if (!name || this.isReady || this.#requested === name) return;
    this.#requested = name;
    const file = /^[\w-]+$/.test(name) ? await loadBesideScript(`servers/${name}.json`) : undefined;
    if (this.#host.serverPreset !== name) return;
    this.#loaded = { name, options: Object(file) };
    this.#host.requestUpdate();
    if (file) return;
    const message = `The server preset "${name}" cannot be loaded: check its name. The order is followed without.`;
    this.#host.report({ code: 'config', message, recoverable: true });
  }
}
