import { html, nothing, type TemplateResult } from 'lit';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly error?: string | undefined;
  readonly set: (value: string) => void;
}

interface TextField extends Field {
  readonly example?: string | undefined;
  readonly isNeeded?: boolean;
  readonly isNumber?: boolean;
}

interface ChoiceField extends Field {
  /** Value → label. */
  readonly options: Readonly<Record<string, string>>;
}

export function textField({
  name,
  label,
  hint,
  value,
  error,
  example,
  isNeeded,
  isNumber,
  set,
}: TextField): TemplateResult {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        inputmode=${isNumber ? 'numeric' : 'text'}
        placeholder=${example ?? nothing}
        ?required=${isNeeded}
        .value=${value}
        aria-invalid=${error !== undefined}
        ?data-invalid=${error !== undefined}
        aria-describedby=${describedBy(name, hint, error)}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) set(target.value);
        }}
      />
      ${fieldHint(name, hint)} ${fieldError(name, error)}
    </div>
  `;
}

export function selectField({ name, label, hint, value, error, options, set }: ChoiceField): TemplateResult {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        name=${name}
        aria-invalid=${error !== undefined}
        aria-describedby=${describedBy(name, hint, error)}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) set(target.value);
        }}
      >
        ${Object.entries(options).map(
          ([option, text]) => html`<option value=${option} .selected=${option === value}>${text}</option>`,
        )}
      </select>
      ${fieldHint(name, hint)} ${fieldError(name, error)}
    </div>
  `;
}

/** Two or three choices beside each other. */
export function segments({ name, label, hint, value, error, options, set }: ChoiceField): TemplateResult {
  return html`
    <fieldset class="field segments" aria-describedby=${describedBy(name, hint, error)}>
      <legend>${label}</legend>
      <div class="segment-row">
        ${Object.entries(options).map(
          ([option, text]) => html`
            <label>
              <input
                type="radio"
                name=${name}
                value=${option}
                .checked=${option === value}
                @change=${() => set(option)}
              />
              <span class="segment-words">${text}</span>
            </label>
          `,
        )}
      </div>
      ${fieldHint(name, hint)} ${fieldError(name, error)}
    </fieldset>
  `;
}

/** What is wrong with a field, right beneath it. */
export function fieldError(name: string, error: string | undefined): TemplateResult | typeof nothing {
  return error === undefined ? nothing : html`<p class="field-error" id=${`${name}-error`}>${error}</p>`;
}

function fieldHint(name: string, hint: string | undefined): TemplateResult | typeof nothing {
  return hint === undefined ? nothing : html`<p class="field-hint" id=${`${name}-hint`}>${hint}</p>`;
}

function describedBy(name: string, hint: string | undefined, error: string | undefined): string | typeof nothing {
  const ids = [...(error === undefined ? [] : [`${name}-error`]), ...(hint === undefined ? [] : [`${name}-hint`])];
  return ids.join(' ') || nothing;
}
