import { forScreenReaders } from './layout-facts.js';

/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
const context = canvas.getContext('2d', { willReadFrequently: true });
const known = new Map<string, Colour>();

/** A colour as CSS computes it, in any notation: the browser itself paints it. */
function colourOf(css: string): Colour {
  const found = known.get(css);
  if (found) return found;
  if (!context) throw new Error('This browser has no canvas.');
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity = 0] = context.getImageData(0, 0, 1, 1).data;
  const colour: Colour = [red, green, blue, opacity / 255];
  known.set(css, colour);
  return colour;
}

function over([red, green, blue, opacity]: Colour, [red2, green2, blue2]: Colour): Colour {
  const mix = (top: number, bottom: number) => top * opacity + bottom * (1 - opacity);
  return [mix(red, red2), mix(green, green2), mix(blue, blue2), 1];
}

function luminance([red, green, blue]: Colour): number {
  const light = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
}

function ratio(one: Colour, other: Colour): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** What lies around an element on the page, out of shadow trees and slots too. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentElement } = element;
  if (parentElement) return parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The colour behind what stands in an element: its own background over all those around it, over white paper. */
export function backgroundOf(element: Element | null): Colour {
  if (!element) return [255, 255, 255, 1];
  const own = colourOf(getComputedStyle(element).backgroundColor);
  // A dialog lies above the whole page.
  if (own[3] === 1 || element.localName === 'dialog') return own;
  return over(own, backgroundOf(parentOf(element)));
}

/** The opacity of an element and of all around it. */
function opacityOf(element: Element | null): number {
  return element ? Number(getComputedStyle(element).opacity) * opacityOf(parentOf(element)) : 1;
}

/** How much a colour stands out from what lies behind `element`, as WCAG counts: 1 to 21. */
export function contrastOn(css: string, element: Element | null): number {
  const behind = backgroundOf(element);
  const [red, green, blue, opacity] = colourOf(css);
  return ratio(over([red, green, blue, opacity * opacityOf(element)], behind), behind);
}

/** How much two colours stand out from each other where one is behind `element` and the other in it. */
export function contrastBetween(inside: Element, around: Element): number {
  return ratio(backgroundOf(inside), backgroundOf(around));
}

/** A name for people: the part, else the class, else the tag. */
export function nameOf(element: Element): string {
  return element.getAttribute('part') ?? (element.getAttribute('class') || element.localName);
}

/** One text, how much it stands out, and how much of that WCAG's AA wants. */
export interface TextContrast {
  readonly name: string;
  readonly contrast: number;
  readonly needed: number;
}

/** The contrast of every text of an element that can be seen. */
export function textContrasts(element: HTMLElement): TextContrast[] {
  const { shadowRoot } = element;
  if (!shadowRoot) return [];
  return [...shadowRoot.querySelectorAll('*')].flatMap((part) => {
    const hasText = [...part.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    if (!hasText || part.closest(`${forScreenReaders}, style`) || !part.checkVisibility()) return [];
    const { color, fontSize, fontWeight } = getComputedStyle(part);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    return { name: nameOf(part), contrast: contrastOn(color, part), needed: isLarge ? 3 : 4.5 };
  });
}

/** Every text of an element that is paler than WCAG's AA allows, with its contrast. */
export function paleTexts(element: HTMLElement): string[] {
  return textContrasts(element)
    .filter(({ contrast, needed }) => contrast < needed)
    .map(({ name, contrast }) => `${name} ${contrast.toFixed(2)}`);
}

/** How much a text stands out on white paper: printers leave backgrounds out. */
export function contrastOnPaper(part: Element): number {
  return contrastOn(getComputedStyle(part).color, null);
}
