import { nothing, type TemplateResult } from 'lit';
import type { AlertAbilities, AlertChoice } from '../../../alerts/alerts.js';
import type { LocaleKey } from '../../../locales/locale.js';
import { isReadyOrPast } from '../../../order/status.js';
import { bell } from '../../shared/bell.js';
import { html } from '../../shared/html.js';
import { drawing } from '../../shared/icon.js';
import { sentence, sentences } from '../../shared/sentences.js';
import type { ViewModel } from '../view-model.js';

/** `offered` until the guest's tap, `pending` while the device is asked, then what the device can do. */
export type AlertState = 'offered' | 'pending' | AlertAbilities;

/** The attributes of the alerts. */
export interface AlertAttributes {
  readonly sound: string;
  readonly vibrate: string;
  readonly notify: string;
}

/** These attributes as a choice. `off` turns one off; a URL is a sound file. */
export function alertChoice({ sound, vibrate, notify }: AlertAttributes): AlertChoice {
  const isFile = sound !== '' && sound !== 'on';
  return {
    sound: sound === 'off' ? false : isFile ? sound : true,
    vibrate: vibrate !== 'off',
    notify: notify !== 'off',
  };
}

/** The button that turns alerts on; after the tap, what this device can and cannot do, and the button that ends it. */
export function renderAlertOffer(
  { words, status, snapshot }: ViewModel,
  choice: AlertChoice,
  state: AlertState,
): TemplateResult | typeof nothing {
  if (!status || isReadyOrPast(status)) return nothing;
  // An expired link is not followed: no alert could come.
  if (snapshot.connectionStatus === 'denied') return nothing;
  if (!choice.sound && !choice.vibrate && !choice.notify) return nothing;
  if (state === 'offered') {
    return html`<div class="alerts" part="alerts"
      ><button type="button" class="main" part="alert-button"
        ><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${bell} /></svg
        ><span .textContent=${words.text('alert')}></span></button
    ></div>`;
  }
  const facts: LocaleKey[] = ['alert_page'];
  if (state !== 'pending') {
    if (choice.sound && !state.sound) facts.push('alert_silent');
    if (state.notification === 'granted') facts.push('alert_notify');
    if (state.notification === 'denied') facts.push('alert_blocked');
  }
  return html`<div class="alerts armed" part="alerts">
    ${drawing(bell)}
    <p part="alert-state" role="status">
      <strong>${sentence(words.text('alert_on'))}</strong>
      <span class="told" part="alert-text" .textContent=${sentences(facts.map((key) => words.text(key)))}></span>
    </p>
    <button type="button" class="plain" part="alert-off-button">${words.text('alert_off')}</button>
  </div>`;
}
