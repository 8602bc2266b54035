import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import type { ClientNews, CommandResult } from "../src/index.js";
import { settle } from "./manual-scheduler.js";
import { World } from "./world.js";

const folder = new URL("../conformance/", import.meta.url);

/** A file of the kit; conformance/README.md says what its parts mean. */
export interface Kit {
  file: string;
  recorded: number;
  frames: string[];
  cases: Case[];
}

export interface Case {
  name: string;
  start?: { resume: string; from: number; epoch: string };
  sockets: {
    asks: [string, number | null, string | null];
    says: (number | "wait")[];
    commands?: [number, string, string][];
    sends: string[];
    ends: null | "lost" | "client" | [number, string];
    cutAfterBytes?: [number, number];
  }[];
  told: unknown[][];
  answers: Record<string, unknown[]>;
  position: [number, string] | null;
  ack: number | null;
  over: boolean;
}

export const kits: Kit[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder), "utf8")) }));

/** Drives the client through a case, and holds what it did against what it must do. */
export async function drive({ frames }: Kit, one: Case): Promise<void> {
  const { start } = one;
  const world = new World(start ? { resumeToken: start.resume, start: { sequence: start.from, epoch: start.epoch } } : {});
  await world.start();
  for (const [index, script] of one.sockets.entries()) {
    expect(world.transport.requests.length).toBe(index + 1);
    const { accessToken, resumeToken, from, epoch } = world.transport.requests[index] ?? {};
    expect([accessToken ?? `resume ${resumeToken}`, from, epoch]).toEqual(script.asks);
    const { socket } = world;
    for (let after = 0; after <= script.says.length; after++) {
      for (const [, id] of (script.commands ?? []).filter(([due]) => due === after)) {
        world.send(id);
      }

      const said = script.says[after];
      if (said === "wait") {
        await world.time.pass(1_000);
      } else if (said !== undefined) {
        world.say(frames[said] as string);
      }
    }

    expect(socket.gone).toBe(script.ends === "client");
    expect(socket.commands).toEqual(script.sends);
    if (script.ends === "lost") {
      socket.end();
    } else if (Array.isArray(script.ends)) {
      socket.end({ code: script.ends[0], reason: script.ends[1] });
    }

    await (index + 1 < one.sockets.length ? world.time.pass(5_000) : settle());
  }

  const { acks } = world.socket;
  expect(acks).toEqual(acks.toSorted((a, b) => a - b));
  await world.time.pass(1_000);
  expect(world.socket.acks.at(-1) ?? null).toBe(one.ack);
  expect(world.news.flatMap(wordsOf(one))).toEqual(one.told);
  expect(Object.fromEntries([...world.results].map(([id, result]) => [id, answerOf(result)]))).toEqual(one.answers);
  const { position } = world.client;
  expect(position && [position.sequence, position.epoch]).toEqual(one.position);
  if (one.over) {
    await world.client.ended;
    await world.time.pass(60_000);
  }

  expect(world.transport.requests.length).toBe(one.sockets.length);
}

/** News as the kit writes it. */
export function wordsOf(one: Case) {
  // A delay is told of only where the server named it.
  const named = one.told.filter(([word]) => word === "retrying").map((words) => words.length > 1);
  return (news: ClientNews): unknown[][] => {
    switch (news.kind) {
      case "opened":
        return [["opened", news.seat, news.summary.asOf]];
      case "event":
        return [["event", news.event.sequence, news.event.type]];
      case "snapshot":
        return [["snapshot", news.asOf, news.reason]];
      case "outcome": {
        const { kind, ...rest } = news.outcome;
        return [[kind, ...(kind === "retrying" && !named.shift() ? [] : Object.values(rest))]];
      }
      default:
        return [];
    }
  };
}

function answerOf(result: CommandResult): unknown[] {
  switch (result.kind) {
    case "accepted":
      return ["accepted", result.sequence, result.count];
    case "refused":
      return ["refused", result.code];
    default:
      return ["unanswered"];
  }
}
