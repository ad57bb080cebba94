import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldMap } from '../../order/field-map/field-map.js';
import { fieldMapCode } from '../../tracker/field-map-code.js';
import type { TrackerError } from '../../tracker/types.js';
import { loadBesideScript, scriptFolder } from './script-folder.js';

/** What a preset needs of the element. */
export interface PresetHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly preset: string | null | undefined;
  readonly folder: string | null | undefined;
  readonly fieldMap: FieldMap | null | undefined;
  report(error: TrackerError): void;
}

/**
 * Loads the field map of a provider. The element's own `fieldMap` wins. Without any field map the order is followed all
 * the same: its statuses are then unmapped.
 */
export class Preset implements ReactiveController {
  readonly #host: PresetHost;
  #loaded: { readonly name: string; readonly fieldMap: FieldMap | undefined } | undefined;
  #requested: string | undefined;

  constructor(host: PresetHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the field map is there, or cannot be had. */
  get isReady(): boolean {
    const { preset, fieldMap } = this.#host;
    return !preset || Boolean(fieldMap) || this.#loaded?.name === preset;
  }

  get fieldMap(): FieldMap | undefined {
    return this.#host.fieldMap ?? this.#loaded?.fieldMap;
  }

  hostUpdate(): void {
    if (this.#host.isConnected) void this.#load();
  }

  async #load(): Promise<void> {
    const { preset: name, fieldMap: own } = this.#host;
    if (!name || own || (this.#loaded?.name === name && this.#loaded.fieldMap)) return;
    const folder = scriptFolder(this.#host.folder);
    const request = `${name} ${folder}`;
    if (this.#requested === request) return;
    this.#requested = request;
    const path = `presets/${name}.json`;
    const loading = /^[\w-]+$/.test(name) ? loadBesideScript(path, folder) : Promise.resolve(undefined);
    void fieldMapCode.load();
    const fieldMap = await readFieldMap(await loading);
    if (this.#requested !== request) return;
    this.#loaded = { name, fieldMap };
    this.#host.requestUpdate();
    if (fieldMap || !this.#host.isConnected) return;
    const from = folder ? `from ${new URL(path, folder)}` : 'as the folder of the script is not known';
    const message = `The preset "${name}" cannot be loaded ${from}: check its name and that folder (data-folder), or set fieldMap. The order is followed without.`;
    this.#host.report({ code: 'config', message, recoverable: true });
  }
}

/** Without the code that checks it, a field map is passed on: the tracker loads that code again before it reads with it. */
async function readFieldMap(file: unknown): Promise<FieldMap | undefined> {
  const code = await fieldMapCode.load();
  try {
    return file === undefined || !code ? (file as FieldMap | undefined) : code.parseFieldMap(file);
  } catch {
    return undefined;
  }
}
