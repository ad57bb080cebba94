import { html, nothing, type TemplateResult } from 'lit';
import { effectiveColours } from './check-settings.js';
import { sixDigits } from './contrast.js';
import { fieldError, segments, selectField } from './fields.js';
import { withValue } from './settings.js';
import type { SettingsView } from './settings-view-model.js';
import {
  type Colour,
  colourNames,
  colours,
  picks,
  readTheme,
  type Scheme,
  type Size,
  sizes,
} from './style-properties.js';

/** A colour for every purpose, by day and by night. */
export function colourFields(view: SettingsView): TemplateResult {
  const { scheme, settings, themeCss } = view;
  const painted = effectiveColours(settings, themeCss, scheme);
  return html`
    ${segments({
      name: 'scheme',
      label: 'You choose them for',
      hint: 'What you choose for light holds in the dark too, until you choose otherwise there.',
      value: scheme,
      options: { light: 'Light', dark: 'Dark' },
      set: (value) => view.chooseScheme(value as Scheme),
    })}
    <div class="colours">${colourNames.map((name) => colourField(name, painted[name] ?? '', view))}</div>
  `;
}

function colourField(name: Colour, painted: string, view: SettingsView): TemplateResult {
  const { scheme, settings, errors, change } = view;
  const field = `${scheme}.${name}`;
  const own = settings.properties[scheme][name];
  const error = errors[field];
  const set = (value: string) => {
    const properties = { ...settings.properties, [scheme]: withValue(settings.properties[scheme], name, value) };
    change({ ...settings, properties });
  };
  return html`
    <div class="colour">
      <label>
        <input
          type="color"
          name=${field}
          .value=${sixDigits(own ?? painted) ?? '#888888'}
          aria-invalid=${error !== undefined}
          aria-describedby=${error ? `${field}-error` : nothing}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) set(target.value);
          }}
        />
        <span>${colours[name]}</span>
      </label>
      ${
        own
          ? html`<button type="button" class="reset" aria-label=${`${colours[name]}: as before`} @click=${() => set('')}>↺</button>`
          : nothing
      }
      ${fieldError(field, error)}
    </div>
  `;
}

/** Letters, shadow, and sizes by sliders. */
export function shapeFields(view: SettingsView): TemplateResult {
  const { settings } = view;
  const { light } = settings.properties;
  const set = (name: string, value: string) => {
    const properties = { ...settings.properties, light: withValue(light, name, value) };
    view.change({ ...settings, properties });
  };
  return html`
    ${Object.entries(picks).map(([name, { label, options }]) =>
      selectField({ name, label, options, value: light[name] ?? '', set: (value) => set(name, value) }),
    )}
    ${Object.entries(sizes).map(([name, size]) => slider(name, size, view, (value) => set(name, value)))}
  `;
}

function slider(
  name: string,
  size: Size,
  { settings, themeCss }: SettingsView,
  set: (value: string) => void,
): TemplateResult {
  const { label, unit, least, most, step, usual } = size;
  const own = settings.properties.light[name];
  const value = Number.parseFloat(own ?? readTheme(themeCss).light[name] ?? '');
  const shown = Number.isNaN(value) ? usual : value;
  return html`
    <div class="field slider">
      <label for=${name}>${label}</label>
      <output for=${name}>${shown} ${unit}</output>
      ${own ? html`<button type="button" class="reset" aria-label=${`${label}: as before`} @click=${() => set('')}>↺</button>` : nothing}
      <input
        type="range"
        id=${name}
        name=${name}
        min=${least}
        max=${most}
        step=${step}
        aria-valuetext=${`${shown} ${unit}`}
        .value=${String(shown)}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) set(`${Number(target.value)}${unit}`);
        }}
      />
    </div>
  `;
}
