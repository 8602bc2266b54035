import { beforeEach, expect, test } from "vitest";
import { backoffDelay } from "../src/backoff.js";
import { live, World } from "./world.js";

let world: World;

beforeEach(async () => {
  world = await new World().start();
});

const request = { path: "/ws/game", gameId: "game-1", accessToken: null, resumeToken: null, from: null, epoch: null };

test("the first socket opens with the access token, the next with the resume token and the position", async () => {
  world.handOver({ head: 3 });
  await world.drop();
  expect(world.transport.requests).toEqual([
    { ...request, accessToken: "access" },
    { ...request, resumeToken: "token-1", from: 3, epoch: "epoch-1" },
  ]);
});

test("without a way to ask for access tokens the browser's cookie signs in", async () => {
  const page = await new World({ accessToken: undefined }).start();
  expect(page.transport.requests).toEqual([request]);
});

test("a refused resume token is dropped and the access token tried once more", async () => {
  world.handOver({ head: 3 });
  await world.drop();
  world.socket.end({ code: 1008, reason: "Invalid resume token" });
  await world.time.pass(0);
  expect(world.transport.requests.at(-1)).toEqual({ ...request, accessToken: "access", from: 3, epoch: "epoch-1" });
  world.socket.end({ code: 1008, reason: "Unauthorized" });
  await world.time.pass(60_000);
  expect(world.transport.requests.length).toBe(3);
  expect(world.outcomes.at(-1)).toEqual({ kind: "revoked", reason: "Unauthorized" });
  await world.client.ended;
});

test("an owner without an access token has a revoked client, and one that fails to ask for it is retried", async () => {
  const nobody = new World({ accessToken: async () => null });
  await nobody.start();
  expect(nobody.outcomes).toEqual([{ kind: "revoked", reason: "Unauthorized" }]);
  const failing = await new World({ accessToken: () => Promise.reject(new Error("offline")) }).start();
  expect(failing.outcomes).toMatchObject([{ kind: "retrying" }]);
});

test("a draining node names the delay", async () => {
  world.handOver();
  world.socket.end({ code: 1012, reason: "Service restart; retry 3350ms" });
  expect(world.outcomes.at(-1)).toEqual({ kind: "retrying", afterMs: 3_350 });
  await world.time.pass(3_349);
  expect(world.transport.requests.length).toBe(1);
  await world.time.pass(1);
  expect(world.transport.requests.length).toBe(2);
});

test("the bound doubles up to its cap and begins anew after a hand-over", async () => {
  const backoff = { baseMs: 100, capMs: 5_000 };
  const highest = (bytes: Uint8Array) => bytes.fill(255);
  expect([0, 1, 2, 3, 4, 5, 6, 7, 1_000_000].map((attempt) => backoffDelay(backoff, attempt, highest))).toEqual([
    100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000,
  ]);
  expect(backoffDelay(backoff, 3, (bytes) => bytes.fill(0))).toBe(0);

  world.transport.unreachable = true;
  await world.drop();
  await world.time.pass(60_000);
  expect(world.transport.requests.length).toBeGreaterThan(10);
  world.transport.unreachable = false;
  await world.time.pass(5_000);
  world.handOver();
  world.socket.end();
  const last = world.outcomes.at(-1);
  expect(last?.kind === "retrying" && last.afterMs).toBeLessThanOrEqual(100);
});

test("three silent heartbeats end the socket, and any frame counts as life", async () => {
  world.handOver();
  await world.time.pass(20_000);
  world.say(live(1));
  await world.time.pass(29_999);
  expect(world.socket.gone).toBe(false);
  await world.time.pass(1);
  expect(world.transport.sockets[0]?.gone).toBe(true);
  await world.time.pass(5_000);
  expect(world.transport.requests.length).toBe(2);
});

test("a server that accepts and says nothing is given up on", async () => {
  await world.time.pass(10_000);
  expect(world.transport.sockets[0]?.gone).toBe(true);
});

test("what an abandoned socket still says is not heard", async () => {
  const first = world.socket;
  await world.time.pass(15_000);
  world.handOver();
  first.say(live(1));
  first.end({ code: 4001, reason: "Opened elsewhere" });
  expect(world.events).toEqual([]);
  expect(world.client.isLive).toBe(true);
});

test("a ping is answered with its own t", () => {
  world.handOver();
  world.say({ type: "PING", payload: { t: "a1" } });
  expect(world.socket.sent.at(-1)).toEqual({ type: "PONG", payload: { t: "a1" } });
});

test("a closed client says goodbye and stays down", async () => {
  world.handOver();
  const told = world.news.length;
  world.client.close();
  await world.client.ended;
  await world.time.pass(60_000);
  expect(world.socket.gone).toBe(true);
  expect(world.transport.requests.length).toBe(1);
  expect(world.news.length).toBe(told);
});

test("an owner that throws ends its client and finds the error", async () => {
  const thrown = new Error("mine");
  world.onNews = () => {
    throw thrown;
  };
  world.handOver();
  await expect(world.client.ended).rejects.toBe(thrown);
  expect(world.socket.gone).toBe(true);
});
