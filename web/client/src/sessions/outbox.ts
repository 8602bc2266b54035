import type { CommandResult } from "../command-result.js";
import { Deferred } from "../deferred.js";
import type { ClientFrame } from "../protocol.js";

export type CommandFrame = Extract<ClientFrame, { type: "GAME_COMMAND" }>;

interface Entry {
  command: CommandFrame;
  onWire: boolean;
  result: Deferred<CommandResult>;
}

/** Commands without an answer, in the order in which they were given. It outlives every socket. */
export class Outbox {
  readonly #entries = new Map<string, Entry>();
  readonly #inFlightMax: number;
  #resting = false;
  #setbacks = 0;

  constructor(inFlightMax: number) {
    this.#inFlightMax = inFlightMax;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** While resting, nothing is sent: what was refused keeps its place before what came later. */
  get resting(): boolean {
    return this.#resting;
  }

  /** Rests since the last answer. */
  get setbacks(): number {
    return this.#setbacks;
  }

  find(commandId: string): Promise<CommandResult> | undefined {
    return this.#entries.get(commandId)?.result.promise;
  }

  add(command: CommandFrame): Promise<CommandResult> {
    const result = new Deferred<CommandResult>();
    this.#entries.set(command.payload.commandId, { command, onWire: false, result });
    return result.promise;
  }

  takeSendable(): CommandFrame[] {
    // The oldest are the ones on the wire, but for those that were refused and wait among them.
    const sendable = [...this.#entries.values()].slice(0, this.#inFlightMax).filter((entry) => !entry.onWire);
    for (const entry of sendable) {
      entry.onWire = true;
    }

    return sendable.map((entry) => entry.command);
  }

  answer(commandId: string, result: CommandResult): void {
    const entry = this.#entries.get(commandId);
    if (entry) {
      this.#entries.delete(commandId);
      this.#setbacks = 0;
      entry.result.resolve(result);
    }
  }

  putBack(commandId: string): void {
    const entry = this.#entries.get(commandId);
    if (entry) {
      entry.onWire = false;
    }
  }

  /** False where it rests already. */
  rest(): boolean {
    if (this.#resting) {
      return false;
    }

    this.#setbacks++;
    this.#resting = true;
    return true;
  }

  endRest(): void {
    this.#resting = false;
  }

  openSocket(): void {
    this.endRest();
    for (const entry of this.#entries.values()) {
      entry.onWire = false;
    }
  }

  abandon(): void {
    for (const entry of this.#entries.values()) {
      entry.result.resolve({ kind: "unanswered" });
    }

    this.#entries.clear();
  }
}
