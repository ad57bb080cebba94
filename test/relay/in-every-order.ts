/** All orders in which some things can come. */
export function* inEveryOrder<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  if (items.length < 2) yield items;
  for (const [index, first] of items.entries()) {
    for (const rest of inEveryOrder(items.toSpliced(index, 1))) yield [first, ...rest];
  }
}
