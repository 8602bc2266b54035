import { beforeEach, expect, test } from "vitest";
import { settle } from "./manual-scheduler.js";
import { replayEnd, World } from "./world.js";

let world: World;

beforeEach(async () => {
  world = await new World().start();
});

const accepted = (commandId: string, sequence = 1) => ({ type: "GAME_ACCEPTED", payload: { commandId, sequence, count: 1 } });
const refused = (commandId: string, code: string, retryable: boolean) => ({
  type: "GAME_REFUSED",
  payload: { commandId, code, message: "", retryable },
});
const error = (code: string, commandId?: string) => ({ type: "ERROR", payload: { code, message: "", retryable: true, commandId } });

test("a command is answered with what it caused or why not", async () => {
  world.handOver();
  world.send("a");
  world.send("b");
  world.say(refused("b", "NOT_YOUR_TURN", false), accepted("a", 7));
  await settle();
  expect(world.results.get("a")).toEqual({ kind: "accepted", sequence: 7, count: 1 });
  expect(world.results.get("b")).toEqual({ kind: "refused", code: "NOT_YOUR_TURN", message: "" });
  expect(world.client.commandsUnanswered).toBe(0);
});

test("commands given before the hand-over wait for its end", () => {
  world.send("a");
  world.say(world.resume());
  expect(world.socket.commands).toEqual([]);
  world.say(replayEnd(0));
  expect(world.socket.commands).toEqual(["a"]);
});

test("unanswered commands go out again in order under their ids after each hand-over", async () => {
  world.handOver();
  for (const id of ["a", "b", "c"]) {
    world.send(id);
  }

  world.say(accepted("b"));
  await world.drop();
  world.send("d");
  world.handOver({ outcome: "current" });
  expect(world.socket.commands).toEqual(["a", "c", "d"]);
});

test("a retryable refusal is sent again under the same id and never seen", async () => {
  world.handOver();
  world.send("a");
  world.say(refused("a", "STORAGE_UNAVAILABLE", true));
  world.send("b");
  expect(world.socket.commands).toEqual(["a"]);
  await world.time.pass(100);
  expect(world.socket.commands).toEqual(["a", "a", "b"]);
  expect(world.results.size).toBe(0);
});

test("no more commands are on the wire than the rate limit forgives", () => {
  world.handOver();
  const ids = Array.from({ length: 40 }, (_, index) => `c${index}`);
  ids.forEach((id) => {
    world.send(id);
  });
  expect(world.socket.commands).toEqual(ids.slice(0, 16));
  world.say(accepted("c0"), accepted("c1"));
  expect(world.socket.commands).toEqual(ids.slice(0, 18));
});

test("a rate-limited client rests and then repeats what was dropped and nothing else", async () => {
  world.handOver({ head: 1 });
  world.send("a");
  world.send("b");
  world.say(error("RATE_LIMITED", "b"), error("RATE_LIMITED"));
  await world.time.pass(999);
  expect(world.socket.commands).toEqual(["a", "b"]);
  await world.time.pass(1);
  expect(world.socket.commands).toEqual(["a", "b", "b"]);
  expect(world.socket.acks).toEqual([1, 1]);
});

test("a frame that the server cannot read is a refusal", async () => {
  world.handOver();
  world.send("a");
  world.say(error("BAD_FRAME", "a"));
  await settle();
  expect(world.results.get("a")).toEqual({ kind: "refused", code: "BAD_FRAME", message: "" });
});

test("an id that waits for its answer is the same command, and made up ids differ", () => {
  world.handOver();
  expect(world.client.send("note", {}, "a")).toBe(world.client.send("note", {}, "a"));
  void world.client.send("note", {});
  void world.client.send("note", {});
  expect(new Set(world.socket.commands).size).toBe(3);
});

test("a command that fits no frame is not taken, and the outbox has an end", async () => {
  expect(() => world.client.send("note", { text: "x".repeat(16_384) })).toThrow(RangeError);
  const small = new World({ commandsWaitingMax: 1 });
  void small.client.send("note", {});
  expect(await small.client.send("note", {})).toMatchObject({ kind: "refused", code: "OUTBOX_FULL" });
});

test("what is unanswered when the client ends is said to be unanswered", async () => {
  world.handOver();
  world.send("a");
  world.socket.end({ code: 4001, reason: "Opened elsewhere" });
  world.send("b");
  await settle();
  expect([...world.results]).toEqual([
    ["a", { kind: "unanswered" }],
    ["b", { kind: "unanswered" }],
  ]);
});
