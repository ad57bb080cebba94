import { html, nothing, type TemplateResult } from 'lit';
import { type ContactChannel, consentWords, contactChannels } from '../shared/contacts.js';
import { errorText } from './choice-fields.js';
import type { ContactsView } from './contacts-view.js';

interface Field {
  readonly label: string;
  readonly type: 'tel' | 'email';
  readonly placeholder: string;
}

const titles: Readonly<Record<ContactChannel, string>> = { push: 'On this device', sms: 'By SMS', email: 'By e-mail' };

const fields: Readonly<Record<Exclude<ContactChannel, 'push'>, Field>> = {
  sms: { label: 'Your mobile number', type: 'tel', placeholder: '+44 7400 123456' },
  email: { label: 'Your e-mail address', type: 'email', placeholder: 'name@example.com' },
};

/** One box for each way in which the restaurant can tell the guest. None is ticked, and none has to be. */
export function contactFields(view: ContactsView): TemplateResult | typeof nothing {
  const channels = contactChannels.filter((channel) => view.offered[channel] !== undefined);
  if (channels.length === 0) return nothing;
  return html`
    <fieldset class="panel" id="contacts">
      <legend>May we tell you?</legend>
      <p class="quiet">If you like. You can follow your order on its page either way.</p>
      <div class="choices">${channels.map((channel) => box(view, channel))}</div>
    </fieldset>
  `;
}

function box(view: ContactsView, channel: ContactChannel): TemplateResult {
  const { contacts, changeContacts, wantPush, pushProblem } = view;
  const ticked = contacts[channel];
  const { [channel]: _, ...others } = contacts;
  const change = ({ target }: Event) => {
    const isWanted = target instanceof HTMLInputElement && target.checked;
    if (channel === 'push') wantPush(isWanted);
    else changeContacts(isWanted ? { ...others, [channel]: { address: '' } } : others);
  };
  return html`
    <div class="contact">
      <label class="choice">
        <input type="checkbox" name=${`notify-${channel}`} .checked=${ticked !== undefined} @change=${change} />
        <span class="choice-label">${titles[channel]}</span>
        <span class="choice-hint">${consentWords(channel, view.offered)}</span>
      </label>
      ${channel === 'push' ? errorText('push-error', pushProblem) : nothing}
      ${channel !== 'push' && ticked ? addressField(view, channel, ticked.address) : nothing}
    </div>
  `;
}

function addressField({ contacts, changeContacts }: ContactsView, channel: 'sms' | 'email', address: string) {
  const { label, type, placeholder } = fields[channel];
  return html`
    <label class="field">
      <span>${label}</span>
      <input
        type=${type}
        name=${`address-${channel}`}
        autocomplete=${type}
        inputmode=${type}
        placeholder=${placeholder}
        maxlength="254"
        .value=${address}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) changeContacts({ ...contacts, [channel]: { address: target.value } });
        }}
      />
    </label>
  `;
}
