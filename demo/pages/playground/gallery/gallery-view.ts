import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { connections, whyImpossible } from '../simulation/situations.js';
import { type AxisName, axes, axisNames, type GalleryChoice, type Picture, pictureAt, valuesOf } from './axes.js';

export interface GalleryView {
  readonly choice: GalleryChoice;
  readonly change: (choice: GalleryChoice) => void;
  /** Told of each picture's place as it comes. */
  readonly hang: (place: Element | undefined, picture: Picture) => void;
}

/** Two axes to choose, and what all pictures have in common. */
export function galleryControls({ choice, change }: GalleryView): TemplateResult {
  const { rows, columns, rest, isSmall } = choice;
  const axisOptions = axisNames.map((name) => [name, axes[name].label] as const);
  return html`
    ${select('rows', 'Show every', rows, axisOptions, (value) => {
      const next = value as AxisName;
      change({ ...choice, rows: next, columns: columns === next ? undefined : columns });
    })}
    ${select(
      'columns',
      'and every',
      columns ?? '',
      [['', 'nothing else'], ...axisOptions.filter(([name]) => name !== rows)],
      (value) => change({ ...choice, columns: value ? (value as AxisName) : undefined }),
    )}
    ${axisNames
      .filter((name) => name !== rows && name !== columns)
      .map((name) =>
        select(name, axes[name].label, rest[name], Object.entries(axes[name].values), (value) =>
          change({ ...choice, rest: { ...rest, [name]: value } }),
        ),
      )}
    ${select(
      'size',
      'Size',
      isSmall ? 'small' : 'full',
      [
        ['small', 'Small'],
        ['full', 'As on a phone'],
      ],
      (value) => change({ ...choice, isSmall: value === 'small' }),
    )}
  `;
}

function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [value: string, label: string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`
    <label class="inline-field">
      <span>${label}</span>
      <select
        name=${`gallery-${name}`}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) choose(target.value);
        }}
      >
        ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
      </select>
    </label>
  `;
}

/** The pictures: a wall of one axis, or a table of two. */
export function galleryWall(view: GalleryView): TemplateResult {
  const { choice } = view;
  return choice.columns ? table(view, choice.columns) : wall(view);
}

function wall({ choice, hang }: GalleryView): TemplateResult {
  const { rows } = choice;
  return html`
    <ul class="wall">
      ${repeat(
        valuesOf(rows),
        (value) => keyOf(choice, value, undefined),
        (value = '') => html`
          <li>
            <figure>
              <figcaption>${axes[rows].values[value]}</figcaption>
              ${picture(pictureAt(choice, value, undefined), hang)}
            </figure>
          </li>
        `,
      )}
    </ul>
  `;
}

function table({ choice, hang }: GalleryView, columns: AxisName): TemplateResult {
  const { rows } = choice;
  return html`
    <div class="table-frame" role="region" aria-label="Table of pictures" tabindex="0">
      <table>
        <thead>
          <tr>
            <td></td>
            ${valuesOf(columns).map((column = '') => html`<th scope="col">${axes[columns].values[column]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${valuesOf(rows).map(
            (row = '') => html`
              <tr>
                <th scope="row"><span class="row-name">${axes[rows].values[row]}</span></th>
                ${repeat(
                  valuesOf(columns),
                  (column) => keyOf(choice, row, column),
                  (column) => html`<td>${picture(pictureAt(choice, row, column), hang)}</td>`,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** A picture is inert: it is looked at. Its caption says to everybody how the order is really followed. */
function picture(shown: Picture, hang: GalleryView['hang']): TemplateResult {
  const impossible = whyImpossible(shown.situation, shown.connection);
  if (impossible && shown.connection !== 'connected') {
    return html`<p class="impossible">${impossible}</p>`;
  }
  return html`
    <div class="picture">
      <div class="picture-place" inert ${ref((place) => hang(place, shown))}></div>
      <p class="picture-note"></p>
    </div>
  `;
}

function keyOf(choice: GalleryChoice, row: string | undefined, column: string | undefined): string {
  return JSON.stringify([choice, row, column]);
}

/** What the caption says of a picture that came to rest. */
export function noteOf(connection: string): string {
  return Object.hasOwn(connections, connection) ? connections[connection as keyof typeof connections] : connection;
}
