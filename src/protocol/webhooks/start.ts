import { channelNames } from "../channels.ts";
import { defineWebhook } from "../event.ts";
import { documented, types } from "../parameter.ts";
import { fileFields } from "./file-fields.ts";

export const start = defineWebhook({
  name: "start",
  summary: "a session with the bot has begun; on a channel it already holds what the contact wrote or uploaded",
  evidence: "documented",
  parameters: {
    body: documented(types.text, "the contact's first message; never on the website"),
    ...fileFields,
  },
  comesFrom: channelNames,
  examples: [
    {},
    { body: "Hi, where is my order?" },
    { link: "https://files.example.com/1/photo.jpg", name: "photo.jpg", content_type: "image/jpeg", size: 183204 },
  ],
});
