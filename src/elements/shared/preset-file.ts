import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import { loadBesideScript, scriptFolder } from './script-folder.js';

/** What loading needs of the element. */
export interface PresetFileHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly folder: string | null | undefined;
  report(error: TrackerError): void;
}

/** Which file, and how it is read. */
export interface PresetKind<Value> {
  /** As it is called in messages. */
  readonly title: string;
  /** Where such files are, beside the script. */
  readonly folder: 'presets' | 'servers';
  /** What a page can do without the file, for messages. */
  readonly instead: string;
  /** The name that the element asks for; empty where it asks for none. */
  name(): string | null | undefined;
  /** `undefined` where the file is missing or cannot be read. */
  read(file: Promise<unknown>): Promise<Value | undefined>;
}

/** Loads the file that an attribute names from beside the script; again once the folder is another one. */
export class PresetFile<Value> implements ReactiveController {
  readonly #host: PresetFileHost;
  readonly #kind: PresetKind<Value>;
  #loaded: { readonly name: string; readonly value: Value | undefined } | undefined;
  #requested: string | undefined;

  constructor(host: PresetFileHost, kind: PresetKind<Value>) {
    this.#host = host;
    this.#kind = kind;
    host.addController(this);
  }

  /** Whether the file is there, or cannot be had. */
  get isReady(): boolean {
    const name = this.#kind.name();
    return !name || this.#loaded?.name === name;
  }

  get value(): Value | undefined {
    return this.#kind.name() ? this.#loaded?.value : undefined;
  }

  hostUpdate(): void {
    if (this.#host.isConnected) void this.#load();
  }

  async #load(): Promise<void> {
    const { title, folder: kind, instead, read } = this.#kind;
    const name = this.#kind.name();
    if (!name || (this.#loaded?.name === name && this.#loaded.value)) return;
    const folder = scriptFolder(this.#host.folder);
    const request = `${name} ${folder}`;
    if (this.#requested === request) return;
    this.#requested = request;
    const path = `${kind}/${name}.json`;
    const file = /^[\w-]+$/.test(name) ? loadBesideScript(path, folder) : undefined;
    const value = await read(Promise.resolve(file));
    if (this.#requested !== request) return;
    this.#loaded = { name, value };
    this.#host.requestUpdate();
    if (value || !this.#host.isConnected) return;
    const from = folder ? `from ${new URL(path, folder)}` : 'as the folder of the script is unknown';
    const message = `The ${title} "${name}" cannot be loaded ${from}: check name and folder (data-folder)${instead}. The order is followed without.`;
    this.#host.report({ code: 'config', message, recoverable: true });
  }
}
