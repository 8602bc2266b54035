import { backoffDelay } from "../backoff.js";
import type { CommandResult } from "../command-result.js";
import type { ClientNews } from "../news.js";
import type { Settings } from "../options.js";
import type { ClientFrame, ErrorPayload, GameTimer, PongPayload, ReplayEndPayload, ResumePayload, ServerFrame } from "../protocol.js";
import { AckPacer } from "./ack-pacer.js";
import { Attendance } from "./attendance.js";
import { LogFollower } from "./log-follower.js";
import { Outbox } from "./outbox.js";
import { ServerClock } from "./server-clock.js";
import { nothing, type Step } from "./step.js";

/** Everything that a client remembers, over all of its sockets: decides in memory and waits for nothing. */
export class Session {
  readonly log: LogFollower;
  readonly outbox: Outbox;
  readonly acks: AckPacer;
  readonly clock: ServerClock;
  readonly #attendance = new Attendance();
  readonly #settings: Settings;
  #openedAt = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.log = new LogFollower(settings.start, settings.resumeToken);
    this.outbox = new Outbox(settings.commandsInFlightMax);
    this.acks = new AckPacer(settings.acks);
    this.clock = new ServerClock(settings.scheduler);
  }

  openSocket(): void {
    this.#openedAt = this.clock.monotonic;
    this.log.openSocket();
    this.clock.openSocket();
    this.outbox.openSocket();
  }

  take(frame: ServerFrame): Step {
    switch (frame.type) {
      case "PING":
        return { news: [], answer: { type: "PONG", payload: { t: frame.payload.t } } };
      case "PONG":
        return this.#time(frame.payload);
      case "GAME_RESUME":
        return this.#open(frame, frame.payload);
      case "GAME_REPLAY_END":
        return this.#handOver(frame, frame.payload);
      case "GAME_ACCEPTED": {
        const { commandId, sequence, count } = frame.payload;
        return this.#answer(commandId, { kind: "accepted", sequence, count });
      }
      case "GAME_REFUSED": {
        const { commandId, code, message, retryable } = frame.payload;
        return retryable ? this.#retry(commandId) : this.#answer(commandId, { kind: "refused", code, message });
      }
      case "GAME_ACK":
        this.acks.storedAt(frame.payload.sequence);
        return nothing;
      case "TIME_UPDATE":
        return { news: this.#setTimer(frame.payload.timer) };
      case "PRESENCE":
        return { news: this.#attendance.change(frame.payload.userId, frame.payload.online) };
      case "ERROR":
        return { ...this.#heed(frame.payload), news: [{ kind: "fault", code: frame.payload.code, message: frame.payload.message }] };
      default:
        return this.log.take(frame);
    }
  }

  /** The owner has been told everything that came so far. */
  told(): void {
    this.acks.take(this.log.position?.sequence ?? 0);
  }

  /** Takes what may be sent now, and says how long until there may be more, if nothing else happens. */
  takeDue(): { frames: ClientFrame[]; waitMs?: number } {
    if (!this.log.handedOver || this.outbox.resting) {
      return { frames: [] };
    }

    const frames: ClientFrame[] = this.outbox.takeSendable();
    const { send, waitMs } = this.acks.next(this.clock.monotonic);
    if (send !== undefined) {
      frames.push({ type: "GAME_ACK", payload: { sequence: send } });
    }

    return waitMs === undefined ? { frames } : { frames, waitMs };
  }

  endRest(): void {
    this.outbox.endRest();
    this.acks.putBack();
  }

  ping(): ClientFrame {
    return { type: "PING", payload: { t: this.clock.localNow } };
  }

  #open(frame: ServerFrame, resume: ResumePayload): Step {
    this.acks.openSocket(resume.lastSequence);
    this.clock.sample(resume.issuedAt, Math.trunc(this.clock.monotonic - this.#openedAt));
    const step = this.log.take(frame);
    return { ...step, news: [...step.news, ...this.#setTimer(resume.timer), ...this.#attendance.meet(resume.online)] };
  }

  #handOver(frame: ServerFrame, { through }: ReplayEndPayload): Step {
    const step = this.log.take(frame);
    if (step.broken) {
      return step;
    }

    this.acks.handedOver(through);
    return { ...step, answer: this.ping() };
  }

  #answer(commandId: string, result: CommandResult): Step {
    this.outbox.answer(commandId, result);
    return nothing;
  }

  #retry(commandId: string): Step {
    this.outbox.putBack(commandId);
    return this.#restBeforeResend();
  }

  #heed({ code, message, commandId }: ErrorPayload): Step {
    // Without a command id it was an ack or a ping that was lost; acks are sent again after every rest. A command that was not named
    // is still under way: a second copy of it could be decided anew after the first was refused.
    if (commandId !== undefined) {
      if (code !== "RATE_LIMITED") {
        return this.#answer(commandId, { kind: "refused", code, message });
      }

      this.outbox.putBack(commandId);
    }

    switch (code) {
      case "RATE_LIMITED":
        return this.#rest(this.#settings.rateLimitRestMs);
      case "STORAGE_UNAVAILABLE":
        return this.#restBeforeResend();
      default:
        return nothing;
    }
  }

  #restBeforeResend(): Step {
    return this.#rest(backoffDelay(this.#settings.resend, this.outbox.setbacks, this.#settings.entropy));
  }

  #rest(restMs: number): Step {
    return this.outbox.rest() ? { news: [], restMs } : nothing;
  }

  #time({ t, now }: PongPayload): Step {
    if (typeof t === "number") {
      this.clock.sample(now, this.clock.localNow - t);
    }

    return nothing;
  }

  #setTimer(timer: GameTimer | undefined): ClientNews[] {
    this.clock.timer = timer ?? this.clock.timer;
    return timer ? [{ kind: "clock", timer }] : [];
  }
}
