import { beforeEach, expect, test } from "vitest";
import { event, gameId, live, replayEnd, World } from "./world.js";

let world: World;

beforeEach(async () => {
  world = await new World().start();
});

test("an owner that knows where it stands resumes from there in a new life", async () => {
  const later = await new World({ start: { sequence: 7, epoch: "epoch-1" }, resumeToken: "kept" }).start();
  expect(later.transport.requests[0]).toMatchObject({ accessToken: null, resumeToken: "kept", from: 7, epoch: "epoch-1" });
  later.say(later.resume({ outcome: "replay", head: 8, lastSequence: 3 }), live(8), replayEnd(8));
  expect(later.events).toEqual([8]);
});

test("each hand-over has its outcome after its events", async () => {
  world.handOver({ head: 2, outcome: "new" });
  await world.drop();
  world.handOver({ lastSequence: 2, head: 2, outcome: "current" });
  await world.drop();
  world.handOver({ lastSequence: 2, head: 5 });
  expect(world.outcomes.filter(({ kind }) => kind !== "retrying")).toEqual([
    { kind: "fresh" },
    { kind: "current" },
    { kind: "replayed", events: 3 },
  ]);
  expect(world.news.at(-1)).toEqual({ kind: "outcome", outcome: { kind: "replayed", events: 3 } });
});

test("an event that comes again is dropped and counted", () => {
  world.handOver({ head: 3 });
  world.say(live(3), live(4), live(2), live(5));
  expect(world.events).toEqual([1, 2, 3, 4, 5]);
  expect(world.client.duplicates).toBe(2);
});

test("a gap is never delivered but resumed from", async () => {
  world.handOver({ head: 3 });
  world.say(live(5), live(6));
  expect(world.events).toEqual([1, 2, 3]);
  expect(world.client.gaps).toBe(1);
  await world.time.pass(5_000);
  expect(world.transport.requests.at(-1)?.from).toBe(3);
  world.handOver({ lastSequence: 3, head: 6 });
  expect(world.events).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a replay that ends short of its end is a gap", async () => {
  world.say(world.resume({ head: 3 }), { type: "GAME_REPLAY", payload: { gameId, events: [event(1)] } }, replayEnd(3));
  await world.time.pass(5_000);
  expect(world.client.isLive).toBe(false);
  expect(world.transport.requests.at(-1)?.from).toBe(1);
});

test("a new epoch counts only together with its snapshot", async () => {
  world.handOver({ head: 9 });
  await world.drop();
  world.say(world.resume({ head: 5, outcome: "resync", epoch: "epoch-2", token: "token-2" }));
  await world.drop();
  expect(world.transport.requests.at(-1)).toMatchObject({ resumeToken: "token-2", from: 9, epoch: "epoch-1" });
  world.say(
    world.resume({ head: 5, outcome: "resync", epoch: "epoch-2" }),
    { type: "GAME_RESYNC", payload: { gameId, asOf: 4, state: { step: 4 }, reason: "forked" } },
    { type: "GAME_REPLAY", payload: { gameId, events: [event(5)] } },
    replayEnd(5),
    live(6),
  );
  expect(world.events).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 5, 6]);
  expect(world.news).toContainEqual({ kind: "snapshot", asOf: 4, state: { step: 4 }, reason: "forked" });
  expect(world.outcomes.at(-1)).toEqual({ kind: "resynced", reason: "forked" });
  expect(world.client.position).toEqual({ sequence: 6, epoch: "epoch-2" });
});

test("the end of the game is told once, after the outcome of its hand-over, with its result", async () => {
  world.handOver({ head: 1 });
  world.say(live(2, "finished", { winner: "blue" }));
  await world.drop();
  const summary = { asOf: 2, kind: "draft", status: "finished", state: {} } as const;
  world.handOver({ lastSequence: 2, head: 2, outcome: "current", summary });
  expect(world.outcomes.filter(({ kind }) => kind === "ended")).toEqual([{ kind: "ended", result: { winner: "blue" } }]);
});

test("an end that only the summary tells of has the result of the state", () => {
  const summary = { asOf: 5, kind: "draft", status: "finished", state: { result: { winner: null } } } as const;
  world.handOver({ lastSequence: 5, head: 5, outcome: "current", summary });
  expect(world.outcomes).toEqual([{ kind: "current" }, { kind: "ended", result: { winner: null } }]);
});

test("presence is told as changes", async () => {
  world.handOver();
  const comes = { type: "PRESENCE", payload: { gameId, userId: "other", online: true } };
  world.say(comes, comes);
  await world.drop();
  world.handOver({ outcome: "current" });
  expect(world.news.flatMap((news) => (news.kind === "presence" ? [[news.userId, news.online]] : []))).toEqual([
    ["me", true],
    ["other", true],
    ["other", false],
  ]);
});

test("a frame type of a later protocol is skipped", () => {
  world.handOver();
  world.say({ type: "GAME_FIREWORKS", payload: {} }, live(1));
  expect(world.events).toEqual([1]);
});

test.each([
  '{"type":',
  "[]",
  '{"type":"PING"}',
  '{"type":"GAME_EVENT","payload":{"sequence":"1"}}',
  '{"type":"GAME_REPLAY","payload":{"gameId":"g","events":[{}]}}',
])("nonsense from the server ends the socket and not the client: %s", async (text) => {
  world.handOver();
  world.say(text);
  await world.time.pass(5_000);
  expect(world.transport.requests.length).toBe(2);
  expect(world.events).toEqual([]);
});
