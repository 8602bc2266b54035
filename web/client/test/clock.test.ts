import { beforeEach, expect, test } from "vitest";
import { replayEnd, timer, World } from "./world.js";

let world: World;

beforeEach(async () => {
  world = await new World().start();
});

test("only the active seat loses time and never below nothing", async () => {
  world.say(world.resume({ timer: timer(world.time.now()) }));
  await world.time.pass(4_000);
  expect(["blue", "red", "green"].map((seat) => world.client.remainingMs(seat))).toEqual([56_000, 90_000, null]);
  world.say({ type: "TIME_UPDATE", payload: { gameId: "game-1", timer: timer(world.time.now() - 100_000) } });
  expect(world.client.remainingMs("blue")).toBe(0);
});

test("the delay runs before the time does, and a stopped clock stands", async () => {
  world.say(world.resume({ timer: timer(world.time.now(), { delayLeftMs: 3_000 }) }));
  await world.time.pass(4_000);
  expect(world.client.remainingMs("blue")).toBe(59_000);
  world.say({ type: "TIME_UPDATE", payload: { gameId: "game-1", timer: timer(world.time.now() - 4_000, { running: false }) } });
  expect(world.client.remainingMs("blue")).toBe(60_000);
});

test("the server's clock is known from the handshake and better from a tighter round trip", async () => {
  const ahead = 3_600_000;
  const error = () => world.client.serverNow - world.time.now() - ahead;
  await world.time.pass(80);
  world.say(world.resume({ issuedAt: world.time.now() + ahead }));
  expect(error()).toBe(40);
  world.say(replayEnd(0));
  const ping = world.socket.sent.find((frame) => frame.type === "PING");
  await world.time.pass(10);
  world.say({ type: "PONG", payload: { t: ping?.payload.t, now: world.time.now() - 5 + ahead } });
  expect(error()).toBe(0);
  world.say({ type: "PONG", payload: { t: world.time.now() - 500, now: world.time.now() + ahead - 500 } });
  expect(error()).toBe(0);
});
