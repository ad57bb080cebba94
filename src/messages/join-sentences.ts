/** Sentences in one line. After a wide stop there is no space: the stop brings its own. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce((line, next) => line + (line === '' || /[。！？]$/.test(line) ? '' : ' ') + next, '');
}
