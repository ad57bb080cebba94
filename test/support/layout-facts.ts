/** One line of text on screen. */
interface Line {
  readonly text: string;
  readonly node: Node;
  readonly box: DOMRect;
}

/** What holds words for screen readers only; a segment of the bar says what the eye sees. */
export const forScreenReaders = '.quiet, .mark';

/** What rounding may add to a box, in pixels. */
const tolerance = 1.5;

/**
 * What a guest could not read of an element: text that is cut off, that sticks out of its card, or that lies under
 * other text; one line each. Empty if all is well.
 */
export function unreadable(element: HTMLElement): string[] {
  const lines = linesOf(element);
  return [...lines.flatMap((line) => cutOff(line, element)), ...overlapping(lines)];
}

/** One button or link, as a finger finds it, in pixels. */
export interface Target {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** The buttons and links of an element that can be seen. */
export function targetsOf(element: HTMLElement): Target[] {
  return [...(element.shadowRoot?.querySelectorAll('button, summary, a, input, label') ?? [])].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const name = target.getAttribute('part') ?? target.localName;
    return width === 0 ? [] : { name, width: Math.round(width), height: Math.round(height) };
  });
}

/** The buttons and links that a finger would miss: smaller than `least` pixels in one direction. */
export function smallTargets(element: HTMLElement, least = 44): string[] {
  return targetsOf(element)
    .filter(({ width, height }) => Math.min(width, height) < least - tolerance)
    .map(({ name, width, height }) => `${name}: ${width} × ${height}`);
}

function linesOf(element: HTMLElement): Line[] {
  const root = element.shadowRoot;
  if (!root) return [];
  const lines: Line[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim();
    const parent = node.parentElement;
    if (!text || !parent || parent.localName === 'style' || isHidden(parent)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 0.5) lines.push({ text, node, box: lettersIn(box, parent) });
  }
  return lines;
}

/** A line's box is as high as its font wants; its letters are about as high as the font's size. */
function lettersIn(box: DOMRect, parent: Element): DOMRect {
  const height = Math.min(box.height, Number.parseFloat(getComputedStyle(parent).fontSize) * 0.9);
  return new DOMRect(box.x, box.y + (box.height - height) / 2, box.width, height);
}

/** Text for screen readers only, and what a closed list holds. */
function isHidden(parent: Element): boolean {
  const isClipped = getComputedStyle(parent).clipPath === 'inset(50%)';
  return isClipped || parent.closest(`${forScreenReaders}, [hidden]`) !== null || !parent.checkVisibility();
}

function cutOff({ text, node, box }: Line, element: HTMLElement): string[] {
  const faults: string[] = [];
  for (let around = node.parentElement; around; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const isFrame = around.matches('.card, dialog') || overflowX !== 'visible' || overflowY !== 'visible';
    if (isFrame && !isInside(box, around.getBoundingClientRect(), overflowY === 'auto')) {
      faults.push(`"${text}" is cut off by ${around.getAttribute('part') ?? around.className}`);
    }
    if (around.localName === 'dialog') return faults;
  }
  const { left, right } = element.getBoundingClientRect();
  if (box.left < left - tolerance || box.right > right + tolerance) faults.push(`"${text}" sticks out`);
  return faults;
}

/** What lies below a frame that scrolls can be reached; what lies above it cannot. */
function isInside(box: DOMRect, frame: DOMRect, canScroll: boolean): boolean {
  return (
    box.left >= frame.left - tolerance &&
    box.right <= frame.right + tolerance &&
    box.top >= frame.top - tolerance &&
    (canScroll || box.bottom <= frame.bottom + tolerance)
  );
}

/** Lines of one text lie close together by design; those of different texts must not touch. A toast lies over others. */
function overlapping(lines: readonly Line[]): string[] {
  const layerOf = ({ node }: Line) => node.parentElement?.closest('dialog, .toast') ?? null;
  return lines.flatMap((one, index) =>
    lines
      .slice(index + 1)
      .filter((other) => other.node !== one.node && layerOf(one) === layerOf(other) && overlap(one.box, other.box))
      .map((other) => `"${one.text}" and "${other.text}" overlap`),
  );
}

function overlap(one: DOMRect, other: DOMRect): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > tolerance && height > tolerance;
}
