/** The slots of both elements, beside the one without a name. A board has `heading` alone. */
export const slotNames: readonly string[] = 'heading footer ready actions error rating reorder receipt tip'.split(' ');
