import * as v from 'valibot';
import { bindingSchema } from './bindings.js';

/** The payload of `phx_join`. */
export const joinSchema = v.object({
  config: v.optional(
    v.object({
      private: v.optional(v.boolean(), false),
      broadcast: v.optional(
        v.nullable(
          v.object({
            ack: v.optional(v.boolean()),
            self: v.optional(v.boolean()),
            replication_ready: v.optional(v.boolean()),
            replay: v.optional(v.unknown()),
          }),
        ),
      ),
      presence: v.optional(
        v.nullable(v.object({ enabled: v.optional(v.boolean()), key: v.optional(v.nullable(v.string())) })),
      ),
      postgres_changes: v.optional(v.nullable(v.array(bindingSchema))),
    }),
    {},
  ),
  access_token: v.optional(v.nullable(v.string())),
});
export type JoinPayload = v.InferOutput<typeof joinSchema>;
