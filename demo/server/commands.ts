import { randomBytes } from 'node:crypto';
import { passwordProblem } from './auth/auth-api.js';
import { ensureStaff, removeStaff } from './auth/staff.js';
import { requireDatabase } from './database/data-folder.js';
import { Database } from './database/database.js';
import { prepareDatabase } from './prepare.js';
import { demoRestaurantId } from './restaurant.js';
import { type Command, type Settings, UsageError } from './settings.js';

/**
 * Runs a command beside the server and resolves with what to print. In a data folder the server must be stopped
 * meanwhile: the lock of the folder says so.
 */
export async function runCommand(command: Exclude<Command, { name: 'serve' }>, settings: Settings): Promise<string> {
  const { dataFolder, databaseUrl, staffPassword } = settings;
  const password = staffPassword ?? randomBytes(12).toString('base64url');
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new UsageError(`${problem} (STAFF_PASSWORD).`);

  if (dataFolder !== undefined) await requireDatabase(dataFolder);
  const database = await Database.open({ dataFolder, databaseUrl, isCommand: true });
  try {
    const prepared = await prepareDatabase(database, Date.now, settings.production === undefined);
    switch (command.name) {
      case 'add-staff':
        await ensureStaff(prepared, { email: command.email, password }, demoRestaurantId);
        return staffPassword === undefined
          ? `${command.email} can sign in at /kitchen with the password ${password}`
          : `${command.email} can sign in at /kitchen with the given password.`;
      case 'remove-staff':
        return (await removeStaff(database, command.email))
          ? `${command.email} is no longer staff.`
          : `There was no account ${command.email}.`;
      case 'board-link': {
        const origin = settings.production?.publicOrigin ?? '';
        return `${origin}/board?restaurant_id=${demoRestaurantId}#track=${prepared.secrets.boardCapability}`;
      }
    }
  } finally {
    await database.close();
  }
}
