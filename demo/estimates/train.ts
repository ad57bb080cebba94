/**
 * Fits a history table to past orders:
 *
 *   node build/demo/estimates/train.js past-orders.csv [Europe/Rome] > history.json
 *
 * `readPastOrders` lists the columns that the file needs. Pass the table to the tracker as its property `history`.
 */
import { readFile } from 'node:fs/promises';
import { fitHistoryTable } from './fit-history-table.js';
import { readPastOrders } from './past-orders.js';

const [file, timeZone] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: node build/demo/estimates/train.js past-orders.csv [time zone] > history.json');
  process.exit(1);
}
const orders = readPastOrders(await readFile(file, 'utf8'), timeZone);
console.log(JSON.stringify(fitHistoryTable(orders, timeZone)));
console.error(`Learned from ${orders.length} orders.`);
