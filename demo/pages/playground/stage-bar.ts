import { html, type TemplateResult } from 'lit';
import { segments } from './settings/fields.js';

export const frameWidths = { phone: 'Phone', wide: 'Wide' } as const;
export type FrameWidth = keyof typeof frameWidths;

export const devices = { auto: 'Auto', light: 'Day', dark: 'Night' } as const;
export type Device = keyof typeof devices;

export const sources = { simulated: 'Simulated', real: 'Mine' } as const;
export type Source = keyof typeof sources;

/** How the preview is looked at. Nothing of it is in the snippet. */
export interface Stage {
  readonly width: FrameWidth;
  readonly device: Device;
  readonly source: Source;
}

export function stageBar(stage: Stage, change: (stage: Stage) => void): TemplateResult {
  return html`
    ${segments({
      name: 'stage-width',
      label: 'Screen',
      value: stage.width,
      options: frameWidths,
      set: (width) => change({ ...stage, width: width as FrameWidth }),
    })}
    ${segments({
      name: 'stage-device',
      label: 'Device',
      value: stage.device,
      options: devices,
      set: (device) => change({ ...stage, device: device as Device }),
    })}
    ${segments({
      name: 'stage-source',
      label: 'Restaurant',
      value: stage.source,
      options: sources,
      set: (source) => change({ ...stage, source: source as Source }),
    })}
  `;
}
