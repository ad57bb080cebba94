import type { SettingErrors } from './check-settings.js';
import type { Settings } from './settings.js';
import type { Scheme } from './style-properties.js';

/** What the settings show, and what they can ask for. */
export interface SettingsView {
  readonly settings: Settings;
  readonly errors: SettingErrors;
  /** CSS of the chosen theme. */
  readonly themeCss: string;
  /** For which the colours are being chosen. */
  readonly scheme: Scheme;
  readonly change: (settings: Settings) => void;
  readonly chooseScheme: (scheme: Scheme) => void;
  readonly useDemo: () => void;
  readonly startAnew: () => void;
}
