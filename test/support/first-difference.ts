/** How many equal lines are shown around a difference. */
const around = 2;
const longest = 160;

/**
 * The first lines in which two texts differ, as a failing test prints them; nothing if the texts are equal.
 *
 * @param remedy the command that mends it
 */
export function firstDifference(actual: string, expected: string, remedy: string): string | undefined {
  if (actual === expected) return undefined;
  const [is, shouldBe] = [actual.split('\n'), expected.split('\n')];
  const first = is.findIndex((line, index) => line !== shouldBe[index]);
  const at = first < 0 ? is.length : first;
  const cut = (line: string) => (line.length > longest ? `${line.slice(0, longest)}…` : line);
  return [
    `line ${at + 1} differs; to mend it: ${remedy}`,
    ...is.slice(Math.max(0, at - around), at).map((line) => `  ${cut(line)}`),
    ...is.slice(at, at + 1).map((line) => `- ${cut(line)}`),
    ...shouldBe.slice(at, at + 1).map((line) => `+ ${cut(line)}`),
    ...is.slice(at + 1, at + 1 + around).map((line) => `  ${cut(line)}`),
  ].join('\n');
}
