import type { ClientNews } from "../news.js";
import type { ClientFrame } from "../protocol.js";

/** What follows from a frame. */
export interface Step {
  /** For the owner, in order. */
  news: readonly ClientNews[];
  /** To send at once, before the owner hears anything. */
  answer?: ClientFrame;
  /** How long nothing but answers may be sent. */
  restMs?: number;
  /** The socket cannot be trusted any more. */
  broken?: boolean;
}

export const nothing: Step = { news: [] };
