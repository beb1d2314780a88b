import type { PayloadPath, Rendering } from "../../delivery/rendering.ts";
import { type EventNode, type Item, type NodeSettings, readNode } from "../../lint/answer.ts";
import type { MediaKind } from "../../protocol/channel-facts.ts";
import type { EventName } from "../../protocol/events/index.ts";

/** A link in an event that the platform downloads. */
export interface MediaLink {
  readonly link: string;
  readonly node: EventNode;
  /** where it stands in the payload, in the protocol's names */
  readonly path: PayloadPath;
  /** what has to be there; any kind of file where it is left out */
  readonly kind?: MediaKind | undefined;
  /** of the channels of the node those that show the file */
  readonly shownBy: readonly Rendering[];
}

interface LinkPlace extends Pick<MediaLink, "path" | "kind"> {
  readonly isShown: (rendering: Rendering) => boolean;
}

/** Where an event has links that the platform downloads: as many places as there are links. */
const placesOf: { readonly [Name in EventName]?: (node: EventNode<Name>) => readonly LinkPlace[] } = {
  media: () => [{ path: ["link"], isShown: ({ form }) => form === "file" }],
  carousel: ({ event }) =>
    event.packet.payload.options.map((_, index) => ({
      path: ["options", index, "image_url"],
      kind: "image",
      isShown: ({ form }) => form === "carousel",
    })),
  button_template({ event }) {
    const { header } = event.packet.payload;
    if (header === undefined || header.type === "text") return [];
    return [{ path: ["header", "link"], kind: header.type, isShown: (rendering) => rendering.header !== undefined }];
  },
};

/** The links of an event that the platform downloads; none where it is no event. */
export function mediaLinksIn(item: Item, settings: NodeSettings): MediaLink[] {
  const node = readNode(item, settings);
  // the name picks the function for just these nodes, which the compiler can't follow
  const places = node && (placesOf[node.name] as ((node: EventNode) => readonly LinkPlace[]) | undefined)?.(node);
  if (node === undefined || places === undefined) return [];
  return places.flatMap(({ path, kind, isShown }) => {
    const link = node.given(path);
    if (typeof link !== "string") return [];
    return [{ link, node, path, kind, shownBy: node.renderings.filter(isShown) }];
  });
}
