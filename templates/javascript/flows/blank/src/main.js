import { bot } from "./bot.js";
import { serve } from "./serve.js";

await serve(() => bot);
