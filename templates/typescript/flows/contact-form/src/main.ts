import { bot } from "./bot.ts";
import { serve } from "./serve.ts";

await serve(() => bot);
