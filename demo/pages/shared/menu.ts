/** One dish or drink on the menu. */
export interface Dish {
  readonly name: string;
  readonly description: string;
  readonly vegetarian: boolean;
  /** The usual preparation time, in minutes. */
  readonly prepMinutes: number;
  /** In euro cents. */
  readonly priceMinor: number;
}

export interface MenuSection {
  readonly title: string;
  readonly dishes: readonly Dish[];
}

function dish(name: string, description: string, priceMinor: number, prepMinutes: number, vegetarian = true): Dish {
  return { name, description, priceMinor, prepMinutes, vegetarian };
}

export const menu: readonly MenuSection[] = [
  {
    title: 'Antipasti',
    dishes: [
      dish('Bruschetta al pomodoro', 'Grilled bread, ripe tomato, basil', 650, 5),
      dish('Burrata pugliese', 'Peach, rocket, toasted hazelnut', 980, 4),
      dish('Vitello tonnato', 'Cold veal, tuna cream, capers', 1150, 5, false),
    ],
  },
  {
    title: 'Pizza',
    dishes: [
      dish('Pizza Margherita', 'San Marzano tomato, fior di latte', 950, 10),
      dish('Pizza Diavola', 'Spicy salami, chilli honey', 1200, 11, false),
      dish('Pizza Quattro Formaggi', 'Gorgonzola, taleggio, pecorino, mozzarella', 1250, 11),
    ],
  },
  {
    title: 'Pasta',
    dishes: [
      dish('Tagliatelle al ragù', 'Six hours on the stove', 1350, 12, false),
      dish('Cacio e pepe', 'Pecorino romano, black pepper', 1200, 9),
      dish('Gnocchi al pesto', 'Genoese basil, green beans', 1280, 9),
    ],
  },
  {
    title: 'Dolci e bevande',
    dishes: [
      dish('Tiramisù della casa', 'Made this morning', 600, 2),
      dish('Panna cotta', 'Sour cherry', 550, 2),
      dish('Acqua frizzante', 'Half a litre', 320, 1),
      dish('Chianti Classico', 'A glass', 580, 1),
      dish('Espresso', 'Short, as it should be', 220, 2),
    ],
  },
];

const byName: ReadonlyMap<string, Dish> = new Map(
  menu.flatMap(({ dishes }) => dishes.map((dish) => [dish.name, dish] as const)),
);

/** The dish of that name, if it is on today's menu. */
export function findDish(name: string): Dish | undefined {
  return byName.get(name);
}
