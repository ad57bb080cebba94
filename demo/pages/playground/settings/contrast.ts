/** The contrast of two colours (`#rrggbb`), 1 to 21, as WCAG 2.2 defines it; `undefined` if one cannot be read. */
export function contrast(one: string, other: string): number | undefined {
  const first = luminance(one);
  const second = luminance(other);
  if (first === undefined || second === undefined) return undefined;
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** `#abc` as `#aabbcc`; what is no such colour becomes `undefined`. */
export function sixDigits(colour: string): string | undefined {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour.toLowerCase();
  if (!/^#[0-9a-f]{3}$/i.test(colour)) return undefined;
  return `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}`.toLowerCase();
}

function luminance(colour: string): number | undefined {
  const digits = sixDigits(colour);
  if (!digits) return undefined;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
