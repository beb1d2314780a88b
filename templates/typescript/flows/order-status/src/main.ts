import { createSend, readApiSettings } from "./api.ts";
import { createBot } from "./bot.ts";
import { createLookUp } from "./lookup.ts";
import { findOrder } from "./samples.ts";
import { serve } from "./serve.ts";

await serve((env) => createBot(createLookUp(findOrder, createSend(readApiSettings(env)))));
