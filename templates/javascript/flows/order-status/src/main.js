import { createSend, readApiSettings } from "./api.js";
import { createBot } from "./bot.js";
import { createLookUp } from "./lookup.js";
import { findOrder } from "./samples.js";
import { serve } from "./serve.js";

await serve((env) => createBot(createLookUp(findOrder, createSend(readApiSettings(env)))));
