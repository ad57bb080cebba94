import { executeServerCommand } from '@web/test-runner-commands';

/** Adds rows to a table of the accessibility report, if one is being made; a row has a cell for each column. */
export function measure(table: string, rows: readonly Readonly<Record<string, string | number>>[]): Promise<true> {
  return executeServerCommand('measure', { table, rows });
}

/** Whether a report is being made. */
export function isMeasured(): Promise<boolean> {
  return executeServerCommand('is-measured');
}
