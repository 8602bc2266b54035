import { beforeEach, expect, test } from "vitest";
import { live, World } from "./world.js";

let world: World;

beforeEach(async () => {
  world = await new World().start();
});

test("a replay is acknowledged whole and at once, and what is acknowledged already is not again", async () => {
  world.handOver({ head: 50 });
  expect(world.socket.acks).toEqual([50]);
  await world.drop();
  world.handOver({ lastSequence: 50, head: 50, outcome: "current" });
  expect(world.socket.acks).toEqual([]);
});

test("an event after a quiet time is acknowledged at once and a stream once an interval", async () => {
  world.handOver();
  world.say(live(1));
  expect(world.socket.acks).toEqual([1]);
  world.say(live(2), live(3), live(4));
  await world.time.pass(199);
  expect(world.socket.acks).toEqual([1]);
  await world.time.pass(1);
  expect(world.socket.acks).toEqual([1, 4]);
  await world.time.pass(60);
  expect(world.socket.acks).toEqual([1, 4]);
});

test("many events are acknowledged before the interval ends", async () => {
  world.handOver();
  for (let sequence = 1; sequence <= 40; sequence++) {
    world.say(live(sequence));
  }

  expect(world.socket.acks).toEqual([1, 33]);
  await world.time.pass(200);
  expect(world.socket.acks).toEqual([1, 33, 40]);
});

test("an event is acknowledged only after its owner has taken it", () => {
  world.handOver();
  world.onNews = () => expect(world.socket.acks).toEqual([]);
  world.say(live(1));
  expect(world.socket.acks).toEqual([1]);
});

test("a lost ack is made good by the next hand-over, and the stored ack is what the server says", async () => {
  world.handOver({ head: 8 });
  expect(world.client.storedAck).toBe(0);
  await world.drop();
  world.handOver({ lastSequence: 2, head: 8, outcome: "current" });
  expect(world.socket.acks).toEqual([8]);
  world.say({ type: "GAME_ACK", payload: { gameId: "game-1", userId: "me", sequence: 8 } });
  expect(world.client.storedAck).toBe(8);
});

test("with acks off only the owner acknowledges", async () => {
  const manual = await new World({ acks: null }).start();
  manual.handOver({ head: 8 });
  await manual.time.pass(5_000);
  expect(manual.socket.acks).toEqual([]);
  manual.client.acknowledge(3);
  manual.client.acknowledge(2);
  expect(manual.socket.acks).toEqual([3]);
});
