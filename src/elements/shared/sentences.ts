const stops: readonly (readonly [script: RegExp, stop: string])[] = [
  [/[.!?…。！？؟।]$/, ''],
  [/[\u3040-\u30ff\u4e00-\u9fff]/, '。'],
  [/[\u0900-\u097f]/, '।'],
  // Thai has none.
  [/[\u0e00-\u0e7f]/, ''],
];

/** A text ended by a stop, in the script that it is written in. */
export function sentence(text: string): string {
  return text + (stops.find(([script]) => script.test(text))?.[1] ?? '.');
}

/** Texts in one line, each ended by a stop of its own or by ours; the last one stays as it is. A wide stop brings its space. */
export function sentences(texts: readonly string[]): string {
  const ended = texts.map((text, at) => (at < texts.length - 1 ? sentence(text) : text));
  return ended.join(' ').replace(/(?<wide>[。！？]) /g, '$<wide>');
}
