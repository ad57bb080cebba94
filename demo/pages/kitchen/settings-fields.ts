import { html, nothing, type TemplateResult } from 'lit';

interface TextOptions {
  readonly type?: 'text' | 'tel' | 'time' | 'url';
  /** What the label leaves out. */
  readonly hint?: string;
  /** The id of a list of suggestions. */
  readonly list?: string;
  /** More than one: a field in which a sentence is seen whole. */
  readonly lines?: number;
}

interface NumberOptions {
  readonly mode?: 'numeric' | 'decimal';
  readonly hint?: string;
}

/** A field with words. What was typed stays while a problem is shown: lit sets a property only when its own value changes. */
export function text(name: string, label: string, value: string, options: TextOptions = {}): TemplateResult {
  const { type = 'text', list, hint, lines = 1 } = options;
  const describedBy = hint ? `hint-${name}` : nothing;
  return html`
    <label class="field">
      <span>${label}</span>
      ${
        lines > 1
          ? html`<textarea name=${name} rows=${lines} .value=${value} autocomplete="off"></textarea>`
          : html`<input name=${name} type=${type} .value=${value} list=${list ?? nothing} aria-describedby=${describedBy} autocomplete="off" />`
      }
    </label>
    ${hintOf(name, hint)}
  `;
}

export function number(name: string, label: string, value: unknown, options: NumberOptions = {}): TemplateResult {
  const { mode = 'numeric', hint } = options;
  return html`
    <label class="field field-number">
      <span>${label}</span>
      <input name=${name} inputmode=${mode} .value=${String(value)} aria-describedby=${hint ? `hint-${name}` : nothing} autocomplete="off" />
    </label>
    ${hintOf(name, hint)}
  `;
}

/** A box of its own, or one of several with the same name. */
export function choice(name: string, label: string, isChosen: boolean, value = 'on'): TemplateResult {
  return html`<label class="choice"><input type="checkbox" name=${name} value=${value} .checked=${isChosen} />${label}</label>`;
}

export function radio(name: string, label: string, value: string, isChosen: boolean): TemplateResult {
  return html`<label class="choice"><input type="radio" name=${name} value=${value} .checked=${isChosen} />${label}</label>`;
}

export function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
  choose?: (value: string) => void,
): TemplateResult {
  return html`
    <label class="field">
      <span>${label}</span>
      <select
        name=${name}
        @change=${(event: Event) => event.target instanceof HTMLSelectElement && choose?.(event.target.value)}
      >
        ${options.map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
      </select>
    </label>
  `;
}

function hintOf(name: string, hint: string | undefined): TemplateResult | typeof nothing {
  return hint ? html`<p class="field-hint" id=${`hint-${name}`}>${hint}</p>` : nothing;
}
