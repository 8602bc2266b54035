import { newCommandId } from "./command-id.js";
import type { CommandResult } from "./command-result.js";
import { Deferred } from "./deferred.js";
import { readFrame, writeFrame } from "./frames.js";
import type { AnyGame, GameTypes } from "./game-types.js";
import type { LogPosition } from "./log-position.js";
import type { ClientNews } from "./news.js";
import { type GameClientOptions, type Settings, settingsOf } from "./options.js";
import { closes, type GameTimer, inboundFrameBytesMax } from "./protocol.js";
import { Connection } from "./sessions/connection.js";
import type { CommandFrame } from "./sessions/outbox.js";
import { Session } from "./sessions/session.js";
import { delayBeforeNext, finalOutcome, type SocketEnd } from "./sessions/socket-end.js";
import { broken, type Close, type ConnectRequest } from "./sockets/transport.js";

/**
 * One session with one game, over as many sockets as it takes: every event once and in order, every command once, until the owner closes
 * it or the server shuts it out.
 */
export class GameClient<G extends GameTypes = AnyGame> {
  readonly #settings: Settings;
  readonly #tell: (news: ClientNews<G>) => void;
  readonly #session: Session;
  readonly #end = new Deferred<void>();
  #connection: Connection | null = null;
  #cancelRetry: (() => void) | null = null;
  #attempt = 0;
  #started = false;
  #over = false;

  /** @param tell Hears the news, one at a time. */
  constructor(options: GameClientOptions, tell: (news: ClientNews<G>) => void) {
    this.#settings = settingsOf(options);
    this.#tell = tell;
    this.#session = new Session(this.#settings);
  }

  /** Ends when the client has: closed, taken over, revoked or without an access token. Rejects with what `tell` threw, which ends it too. */
  get ended(): Promise<void> {
    return this.#end.promise;
  }

  /** Null before the first hand-over, where the owner gave no start. */
  get position(): LogPosition | null {
    return this.#session.log.position;
  }

  /** The newest token that the server gave; a secret. */
  get resumeToken(): string | null {
    return this.#session.log.resumeToken;
  }

  /** Between a hand-over and the loss of its socket. */
  get isLive(): boolean {
    return this.#connection !== null && this.#session.log.handedOver;
  }

  /** Events that came again and were dropped. */
  get duplicates(): number {
    return this.#session.log.duplicates;
  }

  /** Holes that the client found, each of which made it connect again. */
  get gaps(): number {
    return this.#session.log.gaps;
  }

  /** The session's ack, as far as the server said that it is stored. */
  get storedAck(): number {
    return this.#session.acks.stored;
  }

  get commandsUnanswered(): number {
    return this.#session.outbox.count;
  }

  get timer(): GameTimer | null {
    return this.#session.clock.timer;
  }

  /** The server's clock as far as it is known here, in ms since the epoch. */
  get serverNow(): number {
    return this.#session.clock.serverNow;
  }

  /** What the seat has left now; null where the game has no clock or no such seat. */
  remainingMs(seat: string): number | null {
    return this.#session.clock.remainingMs(seat);
  }

  start(): void {
    if (!this.#started && !this.#over) {
      this.#started = true;
      void this.#connect();
    }
  }

  /**
   * Sends a command once, however many sockets that takes.
   * @param commandId By default a new random one. An id that still waits for its answer is the same command.
   * @throws RangeError where the command does not fit into a frame.
   */
  send<N extends keyof G["commands"] & string>(
    name: N,
    data: G["commands"][N],
    commandId = newCommandId(this.#settings.entropy),
  ): Promise<CommandResult> {
    const command: CommandFrame = { type: "GAME_COMMAND", payload: { commandId, name, data } };
    if (new TextEncoder().encode(writeFrame(command)).length > inboundFrameBytesMax) {
      throw new RangeError(`A frame has at most ${inboundFrameBytesMax} bytes.`);
    }

    const { outbox } = this.#session;
    if (this.#over) {
      return Promise.resolve({ kind: "unanswered" });
    }

    const known = outbox.find(commandId);
    if (known) {
      return known;
    }

    if (outbox.count >= this.#settings.commandsWaitingMax) {
      return Promise.resolve({ kind: "refused", code: "OUTBOX_FULL", message: "Too many commands wait for an answer." });
    }

    const result = outbox.add(command);
    this.#sendWhatIsDue();
    return result;
  }

  /** Acknowledges every event up to this one. Needed only with the option `acks` null. */
  acknowledge(sequence: number): void {
    this.#session.acks.acknowledge(sequence);
    this.#sendWhatIsDue();
  }

  /** Says goodbye and ends the client; nothing is told after it. */
  close(): void {
    if (!this.#over) {
      this.#finish();
      this.#end.resolve();
    }
  }

  async #connect(): Promise<void> {
    let request: ConnectRequest | null;
    try {
      request = await this.#makeRequest();
    } catch {
      // Whatever kept this sign-in from working, the next one may work.
      this.#endSocket({ close: broken, healthy: false, tokenRefused: false });
      return;
    }

    if (this.#over) {
      return;
    }

    if (request === null) {
      this.#endSocket({ close: closes.unauthorized, healthy: false, tokenRefused: false });
      return;
    }

    this.#open(request);
  }

  #open(request: ConnectRequest): void {
    const { scheduler, transport, handshakeMaxMs } = this.#settings;
    const current = new Connection(scheduler);
    this.#connection = current;
    this.#session.openSocket();
    current.after(handshakeMaxMs, () => {
      if (!this.#session.log.handshakeSeen) {
        this.#breakOff(current);
      }
    });
    try {
      const socket = transport(request, {
        frame: (text) => this.#receive(text, current),
        closed: (close) => this.#closed(close, request, current),
      });
      if (this.#connection === current) {
        current.socket = socket;
      } else {
        socket.close();
      }
    } catch {
      this.#breakOff(current);
    }
  }

  async #makeRequest(): Promise<ConnectRequest | null> {
    const { path, gameId, accessToken } = this.#settings;
    const { resumeToken } = this.#session.log;
    const access = resumeToken === null && accessToken !== null ? await accessToken() : null;
    if (resumeToken === null && accessToken !== null && access === null) {
      return null;
    }

    const position = this.position;
    return { path, gameId, accessToken: access, resumeToken, from: position?.sequence ?? null, epoch: position?.epoch ?? null };
  }

  #receive(text: string, current: Connection): void {
    if (this.#connection !== current) {
      return;
    }

    current.hear();
    const frame = readFrame(text);
    if (frame === null) {
      return;
    }

    if (frame === undefined) {
      this.#breakOff(current);
      return;
    }

    const step = this.#session.take(frame);
    if (step.answer) {
      current.send(step.answer);
    }

    for (const news of step.news) {
      this.#say(news);
      if (this.#over) {
        return;
      }
    }

    if (step.restMs !== undefined) {
      current.after(step.restMs, () => {
        this.#session.endRest();
        this.#sendWhatIsDue();
      });
    }

    this.#session.told();
    this.#sendWhatIsDue();
    if (step.broken) {
      this.#breakOff(current);
    } else if (frame.type === "GAME_RESUME") {
      current.watch(
        frame.payload.heartbeatMs,
        () => this.#session.ping(),
        () => this.#breakOff(current),
      );
    }
  }

  #sendWhatIsDue(): void {
    const current = this.#connection;
    if (!current) {
      return;
    }

    const { frames, waitMs } = this.#session.takeDue();
    for (const frame of frames) {
      current.send(frame);
    }

    if (waitMs !== undefined && !current.ackScheduled) {
      current.ackScheduled = true;
      current.after(waitMs, () => {
        current.ackScheduled = false;
        this.#sendWhatIsDue();
      });
    }
  }

  #closed(close: Close, request: ConnectRequest, current: Connection): void {
    if (this.#connection !== current) {
      return;
    }

    const { log } = this.#session;
    const tokenRefused =
      request.resumeToken !== null && close.code === closes.invalidResumeToken.code && close.reason === closes.invalidResumeToken.reason;
    log.resumeToken = tokenRefused ? null : log.resumeToken;
    this.#endSocket({ close, healthy: log.handedOver, tokenRefused });
  }

  /** The socket cannot be trusted any more, or is silent. */
  #breakOff(current: Connection): void {
    if (this.#connection === current) {
      this.#endSocket({ close: broken, healthy: false, tokenRefused: false });
    }
  }

  #endSocket(end: SocketEnd): void {
    if (this.#over) {
      return;
    }

    this.#connection?.end();
    this.#connection = null;
    const last = finalOutcome(end);
    if (last) {
      this.#say({ kind: "outcome", outcome: last });
      this.close();
      return;
    }

    const { reconnect, entropy, scheduler } = this.#settings;
    this.#attempt = end.healthy ? 0 : this.#attempt;
    const afterMs = delayBeforeNext(end, this.#attempt++, reconnect, entropy);
    this.#cancelRetry = scheduler.after(afterMs, () => void this.#connect());
    this.#say({ kind: "outcome", outcome: { kind: "retrying", afterMs } });
  }

  #say(news: ClientNews): void {
    try {
      this.#tell(news as ClientNews<G>);
    } catch (reason) {
      this.#finish();
      this.#end.reject(reason);
    }
  }

  #finish(): void {
    this.#over = true;
    this.#cancelRetry?.();
    this.#connection?.end();
    this.#connection = null;
    this.#session.outbox.abandon();
  }
}
