/** The library: the protocol, what channels make of it, and everything the commands do. */

export {
  type ApiClient,
  type ApiClientOptions,
  createApiClient,
  type Outcome as SendOutcome,
  type Sent,
} from "./api/client.ts";
export { type Answer, createEndpoint, type Endpoint, type EndpointOptions, type Reply } from "./bot/endpoint.ts";
export { type BotProcess, type StartOptions, startBot } from "./bot/process.ts";
export type { Config } from "./config.ts";
export { deliver } from "./delivery/deliver.ts";
export {
  type Form,
  isRefused,
  type Loss,
  type PartExcess,
  type Refusal,
  type Rendering,
  refusalOf,
  shownLabel,
} from "./delivery/rendering.ts";
export { type FailureCategory, UlbotError } from "./errors.ts";
export { type CompareOptions, differencesOf } from "./expected/compare.ts";
export type { Difference, Expectation, Expected, Sent as SentInTurn } from "./expected/difference.ts";
export { expectedPathOf, isExpectedPath } from "./expected/expected-path.ts";
export { type ExpectedFile, parseExpected } from "./expected/read.ts";
export { type PlayedTurn, updatedText } from "./expected/update.ts";
export { type FileValue, readValues } from "./input/values.ts";
export type { Finding, LimitFacts, Severity } from "./lint/finding.ts";
export { type LintResult, type LintSettings, lintText, type Source } from "./lint/lint.ts";
export { type FileResult, type LintReport, lintFiles, summarize } from "./lint/lint-files.ts";
export { isRuleId, rules } from "./lint/rules/index.ts";
export type { ChannelFacts } from "./protocol/channel-facts.ts";
export {
  type Channel,
  channelNames,
  channels,
  isChannel,
  platformLimits,
} from "./protocol/channels.ts";
export {
  type BotEvent,
  type Context,
  channelOf,
  type EventOf,
  type WebhookEvent,
  type WebhookOf,
} from "./protocol/envelope.ts";
export { type EventName, eventNames, events, isEventName, type PayloadOf } from "./protocol/events/index.ts";
export type { Limit, Trust, Unit } from "./protocol/limit.ts";
export type { Evidence, Parameter, Parameters } from "./protocol/parameter.ts";
export {
  isWebhookName,
  type WebhookName,
  type WebhookPayloadOf,
  webhookNames,
  webhooks,
} from "./protocol/webhooks/index.ts";
export { type Draft, jsonSchemaOf, type SchemaName, type SchemaOptions, schemaNames } from "./reference/json-schema.ts";
export type { JsonSchema } from "./reference/plain-schema.ts";
export { type Conversation, conversationsOf, type Recorded, recordedIn } from "./replay/conversation.ts";
export { type ReplayOptions, replay } from "./replay/replay.ts";
export { type Problem, type ReplayReport, summarizeTurns, type Turn } from "./replay/turn.ts";
export {
  createSession,
  type Effect,
  type Input,
  type Session,
  type SessionStart,
  startOf,
  step,
} from "./simulator/session.ts";
export {
  type ConversationStart,
  createSimulator,
  type SimulatedTurn,
  type Simulator,
  type SimulatorOptions,
} from "./simulator/simulator.ts";
export { type Entry, isEntry } from "./transcript/entry.ts";
export { entriesOf, type PlacedEntry } from "./transcript/read.ts";
export { createRedactor, type Redactor } from "./transcript/redact.ts";
export { type RecordedTurn, turnsOf } from "./transcript/turns.ts";
export { entryText } from "./transcript/write.ts";
