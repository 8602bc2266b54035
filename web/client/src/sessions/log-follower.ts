import type { LogPosition } from "../log-position.js";
import type { ClientNews } from "../news.js";
import type { SessionOutcome } from "../outcome.js";
import type { ReplayEndPayload, ResumePayload, ResyncPayload, ServerFrame, WireEvent } from "../protocol.js";
import type { Step } from "./step.js";

/** Where the client stands in the log, over all of its sockets: decides what is new, what was seen and what is missing. */
export class LogFollower {
  resumeToken: string | null;
  #position: LogPosition | null;
  #handshake: ResumePayload | null = null;
  #handedOver = false;
  #resyncReason: string | null = null;
  #delivered = 0;
  #duplicates = 0;
  #gaps = 0;
  #result: { data: unknown } | null = null;
  #endTold = false;

  constructor(start: LogPosition | null, resumeToken: string | null) {
    this.#position = start;
    this.resumeToken = resumeToken;
  }

  get position(): LogPosition | null {
    return this.#position;
  }

  get handshakeSeen(): boolean {
    return this.#handshake !== null;
  }

  get handedOver(): boolean {
    return this.#handedOver;
  }

  get duplicates(): number {
    return this.#duplicates;
  }

  get gaps(): number {
    return this.#gaps;
  }

  openSocket(): void {
    this.#handshake = null;
    this.#resyncReason = null;
    this.#delivered = 0;
    this.#handedOver = false;
  }

  take(frame: ServerFrame): Step {
    const news: ClientNews[] = [];
    return { news, broken: !this.#follow(frame, news) };
  }

  /** False where the socket cannot be trusted any more. */
  #follow(frame: ServerFrame, news: ClientNews[]): boolean {
    switch (frame.type) {
      case "GAME_RESUME":
        return this.#shake(frame.payload, news);
      case "GAME_RESYNC":
        return this.#resync(frame.payload, news);
      case "GAME_REPLAY":
        return frame.payload.events.every((event) => this.#deliver(event, news));
      case "GAME_EVENT":
        return this.#deliver(frame.payload, news);
      case "GAME_REPLAY_END":
        return this.#endReplay(frame.payload, news);
      default:
        return true;
    }
  }

  #shake(resume: ResumePayload, news: ClientNews[]): boolean {
    this.#handshake = resume;
    this.resumeToken = resume.token;
    if (resume.outcome !== "resync") {
      // With a resync the new epoch counts only once its snapshot is here: old position and new epoch together
      // would make the next resume look like one that missed a few events.
      this.#position = { sequence: this.#position?.sequence ?? resume.lastSequence, epoch: resume.epoch };
    }

    const { userId, seat, summary } = resume;
    news.push({ kind: "opened", userId, seat, summary });
    return true;
  }

  #resync({ asOf, state, reason }: ResyncPayload, news: ClientNews[]): boolean {
    if (!this.#handshake) {
      return false;
    }

    this.#position = { sequence: asOf, epoch: this.#handshake.epoch };
    this.#resyncReason = reason;
    this.#result = null;
    this.#endTold = false;
    news.push({ kind: "snapshot", asOf, state, reason });
    return true;
  }

  #deliver(event: WireEvent, news: ClientNews[]): boolean {
    const position = this.#position;
    if (!this.#handshake || !position) {
      return false;
    }

    if (event.sequence <= position.sequence) {
      this.#duplicates++;
      return true;
    }

    if (event.sequence > position.sequence + 1) {
      this.#gaps++;
      return false;
    }

    this.#position = { ...position, sequence: event.sequence };
    this.#delivered++;
    news.push({ kind: "event", event });
    if (event.type === "finished") {
      this.#result = { data: event.data };
      this.#tellEnd(news);
    }

    return true;
  }

  #endReplay({ through }: ReplayEndPayload, news: ClientNews[]): boolean {
    if (!this.#handshake || this.#position?.sequence !== through) {
      this.#gaps++;
      return false;
    }

    this.#handedOver = true;
    news.push({ kind: "outcome", outcome: this.#outcome(this.#handshake) });
    const { status, state } = this.#handshake.summary;
    if (status === "finished") {
      this.#result ??= { data: resultIn(state) };
    }

    this.#tellEnd(news);
    return true;
  }

  #outcome({ outcome }: ResumePayload): SessionOutcome {
    if (this.#resyncReason !== null) {
      return { kind: "resynced", reason: this.#resyncReason };
    }

    return outcome === "new"
      ? { kind: "fresh" }
      : outcome === "current"
        ? { kind: "current" }
        : { kind: "replayed", events: this.#delivered };
  }

  /** Once, and not before the outcome of the hand-over it came in. */
  #tellEnd(news: ClientNews[]): void {
    if (this.#handedOver && !this.#endTold && this.#result) {
      this.#endTold = true;
      news.push({ kind: "outcome", outcome: { kind: "ended", result: this.#result.data } });
    }
  }
}

function resultIn(state: unknown): unknown {
  return typeof state === "object" && state !== null && "result" in state ? state.result : null;
}
