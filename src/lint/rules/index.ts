import type { Rule } from "../rule.ts";
import { answerList } from "./answer-list.ts";
import { buttonsAsText } from "./buttons-as-text.ts";
import { campaignsChannel } from "./campaigns-channel.ts";
import { carouselAsText } from "./carousel-as-text.ts";
import { choiceAsText } from "./choice-as-text.ts";
import { choiceClickable } from "./choice-clickable.ts";
import { choiceFallback } from "./choice-fallback.ts";
import { choiceTextLength } from "./choice-text-length.ts";
import { cidFormat } from "./cid-format.ts";
import { cidMixed } from "./cid-mixed.ts";
import { cidReply } from "./cid-reply.ts";
import { contactFields } from "./contact-fields.ts";
import { contextEmpty } from "./context-empty.ts";
import { contextObject } from "./context-object.ts";
import { contextSize } from "./context-size.ts";
import { delayDuration } from "./delay-duration.ts";
import { delayEffect } from "./delay-effect.ts";
import { deprecatedEvent } from "./deprecated-event.ts";
import { dispatchRecipient } from "./dispatch-recipient.ts";
import { envelope } from "./envelope.ts";
import { eventAfterEnd } from "./event-after-end.ts";
import { eventName } from "./event-name.ts";
import { forwardFeedback } from "./forward-feedback.ts";
import { jsonDuplicateKey } from "./json-duplicate-key.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { mediaChannel } from "./media-channel.ts";
import { mediaType } from "./media-type.ts";
import { messageLength } from "./message-length.ts";
import { navigateChannel } from "./navigate-channel.ts";
import { optionBlanks } from "./option-blanks.ts";
import { optionCount } from "./option-count.ts";
import { optionDescriptionLength } from "./option-description-length.ts";
import { optionIdLength } from "./option-id-length.ts";
import { optionIdUnique } from "./option-id-unique.ts";
import { optionLabelLength } from "./option-label-length.ts";
import { optionLabelReuse } from "./option-label-reuse.ts";
import { optionLabelUnique } from "./option-label-unique.ts";
import { parameterRequired } from "./parameter-required.ts";
import { parameterType } from "./parameter-type.ts";
import { parameterUnknown } from "./parameter-unknown.ts";
import { rateLimit } from "./rate-limit.ts";
import { smsSegments } from "./sms-segments.ts";
import { templateHeader } from "./template-header.ts";
import { templatePartsLost } from "./template-parts-lost.ts";
import { templateTextLength } from "./template-text-length.ts";
import { textEmpty } from "./text-empty.ts";
import { textLength } from "./text-length.ts";
import { textMarkup } from "./text-markup.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { updateEmpty } from "./update-empty.ts";
import { urlForm } from "./url-form.ts";

/** Every rule: what is read first, then the session, then what the contact sees, whole conversations. */
export const rules: readonly Rule[] = [
  jsonSyntax,
  jsonDuplicateKey,
  envelope,
  answerList,
  eventName,
  parameterRequired,
  parameterType,
  parameterUnknown,
  cidFormat,
  cidMixed,
  contextObject,
  contextSize,
  contextEmpty,
  eventAfterEnd,
  delayEffect,
  delayDuration,
  forwardFeedback,
  updateEmpty,
  contactFields,
  campaignsChannel,
  dispatchRecipient,
  deprecatedEvent,
  messageLength,
  textLength,
  textEmpty,
  textMarkup,
  smsSegments,
  choiceFallback,
  choiceClickable,
  choiceAsText,
  choiceTextLength,
  optionCount,
  optionLabelLength,
  optionLabelUnique,
  optionIdUnique,
  optionIdLength,
  optionDescriptionLength,
  optionBlanks,
  templateHeader,
  templateTextLength,
  templatePartsLost,
  carouselAsText,
  buttonsAsText,
  mediaChannel,
  mediaType,
  urlForm,
  navigateChannel,
  optionLabelReuse,
  rateLimit,
  cidReply,
  unusedSuppression,
];

/** The ids of all rules. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id);

/** Whether a text is the id of a rule. */
export function isRuleId(id: string): boolean {
  return ruleIds.includes(id);
}
