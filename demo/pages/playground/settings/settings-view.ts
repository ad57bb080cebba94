import { html, nothing, type TemplateResult } from 'lit';
import { type AttributeControl, attributeControls } from './attributes.js';
import { type BackEnd, backEnds, type Group, groups } from './control-wordings.js';
import { segments, selectField, textField } from './fields.js';
import { isOffered, withValue } from './settings.js';
import type { SettingsView } from './settings-view-model.js';
import { colourFields, shapeFields } from './style-fields.js';
import { type ThemeName, themeNames, themes } from './themes.js';

/** Every control, in groups that open and close. */
export function settingsView(view: SettingsView): TemplateResult {
  return html`
    <form novalidate @submit=${(event: Event) => event.preventDefault()}>
      ${group('look', view, html`${themeChoice(view)} ${controls('look', view)}`, true)}
      ${section(
        'colours',
        'Colours',
        colourFields(view),
        countErrors(view, (name) => /^(light|dark)\./.test(name)),
      )}
      ${section('shapes', 'Letters and shapes', shapeFields(view))}
      ${group('backEnd', view, html`${backEndChoice(view)} ${controls('backEnd', view)}`)}
      ${group('order', view, controls('order', view))} ${group('alerts', view, controls('alerts', view))}
      ${group('guest', view, controls('guest', view))}
      ${section('script', 'Where the script lies', scriptFields(view), view.errors.script ? 1 : 0)}
      <button type="button" class="plain-button" data-action="start-anew" @click=${view.startAnew}>Start anew</button>
    </form>
  `;
}

function group(name: Group, view: SettingsView, content: TemplateResult, isOpen = false): TemplateResult {
  const names = new Set(attributeControls.filter((control) => control.group === name).map((control) => control.name));
  return section(
    name,
    groups[name],
    content,
    countErrors(view, (field) => names.has(field)),
    isOpen,
  );
}

function section(name: string, title: string, content: TemplateResult, errorCount = 0, isOpen = false): TemplateResult {
  return html`
    <details class="panel group" data-group=${name} ?open=${isOpen}>
      <summary>
        <h3>${title}</h3>
        ${errorCount ? html`<span class="to-mend">${errorCount} to mend</span>` : nothing}
      </summary>
      <div class="group-fields">${content}</div>
    </details>
  `;
}

function countErrors({ errors }: SettingsView, isHere: (name: string) => boolean): number {
  return Object.keys(errors).filter(isHere).length;
}

function controls(name: Group, view: SettingsView): TemplateResult {
  const { backEnd } = view.settings;
  const shown = attributeControls.filter((control) => control.group === name && isOffered(control, backEnd));
  return html`${shown.map((control) => attributeField(control, view))}`;
}

function attributeField(control: AttributeControl, { settings, errors, change }: SettingsView): TemplateResult {
  const { name, label, hint, options, kind, example, needed } = control;
  const value = settings.attributes[name] ?? '';
  const set = (next: string) => {
    change({ ...settings, attributes: withValue(settings.attributes, name, next === control.usual ? '' : next) });
  };
  const common = { name, label, hint, error: errors[name], set };
  if (!options) {
    const isNeeded = needed || (name === 'poll-url' && settings.backEnd === 'polling');
    return textField({ ...common, value, example, isNeeded, isNumber: kind === 'number' });
  }
  const chosen = value || control.usual;
  return Object.keys(options).length > 3
    ? selectField({ ...common, value: chosen, options })
    : segments({ ...common, value: chosen, options });
}

function themeChoice({ settings, change }: SettingsView): TemplateResult {
  const choice = (name: ThemeName | undefined, label: string, swatches: readonly string[]) => html`
    <label class="theme-choice">
      <input
        type="radio"
        name="finished-theme"
        value=${name ?? ''}
        .checked=${settings.theme === name}
        @change=${() => change({ ...settings, theme: name })}
      />
      <span class="swatches" aria-hidden="true">
        ${swatches.map((colour) => html`<svg viewBox="0 0 8 8" preserveAspectRatio="none"><rect width="8" height="8" fill=${colour} /></svg>`)}
      </span>
      <span>${label}</span>
    </label>
  `;
  return html`
    <fieldset class="theme-choices">
      <legend>Start from</legend>
      ${choice(undefined, 'The element itself', ['#ffffff', '#2563eb', '#14713a'])}
      ${themeNames.map((name) => choice(name, themes[name].label, themes[name].swatches))}
    </fieldset>
  `;
}

function backEndChoice({ settings, change, useDemo }: SettingsView): TemplateResult {
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">How your orders are reached</legend>
      ${Object.entries(backEnds).map(
        ([name, { label, hint }]) => html`
          <label class="choice">
            <input
              type="radio"
              name="back-end"
              value=${name}
              .checked=${name === settings.backEnd}
              @change=${() => change({ ...settings, backEnd: name as BackEnd })}
            />
            <span class="choice-label">${label}</span>
            <span class="choice-hint">${hint}</span>
          </label>
        `,
      )}
    </fieldset>
    <button type="button" class="plain-button" data-action="use-demo" @click=${useDemo}>
      Fill in this demo’s back end
    </button>
  `;
}

function scriptFields({ settings, errors, change }: SettingsView): TemplateResult {
  return html`
    ${textField({
      name: 'script',
      label: 'URL of the folder “cdn”',
      hint: 'Copy dist/cdn to your own server, and give its address here.',
      value: settings.scriptFolder,
      error: errors.script,
      isNeeded: true,
      set: (scriptFolder) => change({ ...settings, scriptFolder }),
    })}
    <label class="tick">
      <input
        type="checkbox"
        name="classic"
        .checked=${settings.isClassicScript}
        @change=${() => change({ ...settings, isClassicScript: !settings.isClassicScript })}
      />
      <span>My site’s editor removes <code>type="module"</code></span>
    </label>
  `;
}
