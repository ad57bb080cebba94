import {
  DatabaseRefusal,
  isDiskFull,
  type KitArguments,
  type KitDatabase,
  type KitFunction,
  LeftToHost,
} from '../../supabase/functions/_shared/kit-database.js';
import type { Tokens } from '../tokens.js';
import { type Database, sqlState } from './database.js';
import { type Claims, DatabaseUnavailable } from './identity.js';

/** The database of this process, as the Edge Functions' handlers call it. */
export function kitDatabase(database: Database, tokens: Pick<Tokens, 'check'>): KitDatabase {
  async function callWith(claims: Claims, name: KitFunction, args: KitArguments): Promise<readonly unknown[]> {
    const places = Object.keys(args).map((argument, index) => `${argument} => $${index + 1}`);
    const sql = `select to_jsonb(answer) as answer from public.${name}(${places.join(', ')}) as answer`;
    const values = Object.values(args).map((value) =>
      typeof value === 'object' && value ? JSON.stringify(value) : value,
    );
    try {
      const { rows } = await database.as(claims, (query) => query.query<{ answer: unknown }>(sql, values));
      return rows.map(({ answer }) => answer);
    } catch (error) {
      const code = sqlState(error);
      if (error instanceof DatabaseUnavailable || isDiskFull(code)) throw new LeftToHost('', { cause: error });
      throw code === undefined || !(error instanceof Error) ? error : new DatabaseRefusal(code, error.message);
    }
  }

  return {
    call: (name, args) => callWith({ role: 'service_role' }, name, args),
    async callAs(token, name, args) {
      const { fault, claims } = await tokens.check(token);
      if (fault) throw new DatabaseRefusal('PGRST301', 'The token is not valid here.');
      return callWith(claims, name, args);
    },
  };
}
