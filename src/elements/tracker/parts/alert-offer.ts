import { html, nothing, type TemplateResult } from 'lit';
import type { AlertAbilities, AlertChoice } from '../../../alerts/alerts.js';
import type { LocaleKey } from '../../../locales/locale.js';
import { isReadyOrPast } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import type { View } from '../view-model.js';

/** Whether the guest gave the one tap, and what the device can do then; `pending` while it is being found out. */
export type AlertState = 'offered' | 'pending' | AlertAbilities;

/** The attributes `sound`, `vibrate` and `notify` as a choice. `off` turns one off; a URL is a sound file. */
export function alertChoice(sound: string, vibrate: string, notify: string): AlertChoice {
  const isFile = sound !== '' && sound !== 'on';
  return {
    sound: sound === 'off' ? false : isFile ? sound : true,
    vibrate: vibrate !== 'off',
    notify: notify !== 'off',
  };
}

/** The one tap that turns alerts on; afterwards, honestly, what this device can and cannot do. */
export function renderAlertOffer(
  { words, status, snapshot }: View,
  choice: AlertChoice,
  state: AlertState,
  onArm: () => void,
): TemplateResult | typeof nothing {
  if (!status || isReadyOrPast(status)) return nothing;
  // Nothing is followed over an expired link: an alert could not come.
  if (snapshot.connectionStatus === 'denied') return nothing;
  if (!choice.sound && !choice.vibrate && !choice.notify) return nothing;
  if (state === 'offered') {
    return html`<div class="alerts" part="alerts">
      <button type="button" class="main" part="alert-button" @click=${onArm}>
        ${icon('bell')}<span>${words.text('alert')}</span>
      </button>
    </div>`;
  }
  const facts: LocaleKey[] = ['alert_page'];
  if (state !== 'pending') {
    if (choice.sound && !state.sound) facts.push('alert_silent');
    if (state.notification === 'granted') facts.push('alert_notify');
    if (state.notification === 'denied') facts.push('alert_blocked');
  }
  return html`<div class="alerts" part="alerts">
    ${icon('bell')}
    <p part="alert-state" role="status">
      <strong>${words.text('alert_on')}</strong> ${facts.map((key) => html`${words.text(key)} `)}
    </p>
  </div>`;
}
