import { beforeEach, expect, test } from "vitest";
import { Browser } from "./browser.js";
import { settle } from "./manual-scheduler.js";
import { event, live, replayEnd, timer, World } from "./world.js";

const { resume } = World.prototype;
let browser: Browser;

beforeEach(() => {
  browser = new Browser();
});

async function say(...frames: object[]): Promise<void> {
  for (const frame of frames) {
    browser.socket.say(frame);
  }

  await settle();
}

/** Of the newest socket, from where its client says that it stands. */
async function handOver(head: number, change: Parameters<typeof resume>[0] = {}): Promise<void> {
  const from = browser.transport.requests.at(-1)?.from ?? 0;
  const events = Array.from({ length: Math.max(0, head - from) }, (_, index) => event(from + index + 1));
  const frame = resume.call({ time: browser.time } as World, { outcome: from === head ? "current" : "replay", head, ...change });
  await say(frame, { type: "GAME_REPLAY", payload: { gameId: "game-1", events } }, replayEnd(head));
}

test("two tabs share one socket, and are told the same list", async () => {
  const first = await browser.open();
  const second = await browser.open();
  await handOver(3);
  await say(live(4), live(5));
  expect(browser.transport.requests.length).toBe(1);
  expect([first.session.isLeader, second.session.isLeader]).toEqual([true, false]);
  expect(first.log).toEqual([1, 2, 3, 4, 5]);
  expect(second.news).toEqual(first.news);
  expect(second.session.position).toEqual({ sequence: 5, epoch: "epoch-1" });
});

test("a tab that comes late is told all that still counts", async () => {
  const first = await browser.open();
  const now = browser.time.now();
  await handOver(3, { timer: timer(now + 500), issuedAt: now + 500 });
  await say(live(4), live(5, "finished", { winner: "blue" }));
  const late = await browser.open();
  await say(live(6));
  expect(late.log).toEqual([1, 2, 3, 4, 5, 6]);
  expect(late.news[0]).toEqual(first.news[0]);
  expect(late.outcomes).toEqual(["replayed", "ended"]);
  expect(late.online).toEqual(["me"]);
  await browser.time.pass(2_000);
  expect(late.session.serverNow).toBe(first.session.serverNow);
  expect(late.session.remainingMs("blue")).toBe(58_000);
});

test("a tab that comes after a resync gets its snapshot and what followed", async () => {
  const first = await browser.open();
  await handOver(9);
  browser.socket.end();
  await browser.time.pass(5_000);
  await say(
    resume.call({ time: browser.time } as World, { outcome: "resync", head: 4, epoch: "epoch-2" }),
    { type: "GAME_RESYNC", payload: { gameId: "game-1", asOf: 4, state: { step: 4 }, reason: "forked" } },
    replayEnd(4),
    live(5),
  );
  const late = await browser.open();
  expect(first.log).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, -4, 5]);
  expect(late.log).toEqual([-4, 5]);
  expect(late.session.position).toEqual({ sequence: 5, epoch: "epoch-2" });
});

test("when the leader closes, another tab goes on from the same position", async () => {
  const [first, second, third] = [await browser.open(), await browser.open(), await browser.open()];
  await handOver(3, { online: ["me", "gone", "other"] });
  await first.leave();
  expect(browser.transport.sockets[0]?.gone).toBe(true);
  expect(browser.transport.requests.at(-1)).toMatchObject({ from: 3, epoch: "epoch-1" });
  expect([second.session.isLeader, third.session.isLeader]).toEqual([true, false]);
  await handOver(5, { online: ["me", "other"] });
  await say(live(6));
  expect(second.log).toEqual([1, 2, 3, 4, 5, 6]);
  expect(third.log).toEqual(second.log);
  expect([second.online, third.online]).toEqual([
    ["me", "other"],
    ["me", "other"],
  ]);
  expect(third.outcomes).toEqual(["replayed", "replayed"]);
});

test("what a leader said last may arrive in any order, and no tab sees a hole or a repeat", async () => {
  const [first, second, third] = [await browser.open(), await browser.open(), await browser.open()];
  await handOver(3);
  browser.delay(first);
  await say(live(4));
  await first.leave();
  expect(browser.transport.requests.at(-1)?.from).toBe(3);
  await handOver(5);
  await browser.arrive();
  await say(live(6));
  expect(second.log).toEqual([1, 2, 3, 4, 5, 6]);
  expect(third.log).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a tab that missed something asks for it before it tells anything later", async () => {
  const [first, second] = [await browser.open(), await browser.open()];
  await handOver(3);
  browser.delay(first);
  await say(live(4));
  first.isLate = false;
  await say(live(5), live(6));
  expect(second.log).toEqual([1, 2, 3, 4, 5, 6]);
  await browser.arrive();
  expect(second.log).toEqual([1, 2, 3, 4, 5, 6]);
});

test("any tab sends commands through the leader, and gets its own answer", async () => {
  await browser.open();
  const second = await browser.open();
  await handOver(0);
  const answer = second.session.send("note", { text: "hello" }, "c1");
  await settle();
  expect(browser.socket.commands).toEqual(["c1"]);
  await say({ type: "GAME_ACCEPTED", payload: { commandId: "c1", sequence: 1, count: 1 } });
  expect(await answer).toEqual({ kind: "accepted", sequence: 1, count: 1 });
});

test("a command that a leader took with it is sent again by the next, under its id", async () => {
  const [first, second, third] = [await browser.open(), await browser.open(), await browser.open()];
  await handOver(0);
  const answers = [second.session.send("note", {}, "c2"), third.session.send("note", {}, "c3")];
  await settle();
  expect(browser.socket.commands).toEqual(["c2", "c3"]);
  await first.leave();
  await handOver(0);
  expect(browser.socket.commands).toEqual(["c2", "c3"]);
  await say(
    { type: "GAME_ACCEPTED", payload: { commandId: "c2", sequence: 1, count: 1 } },
    { type: "GAME_REFUSED", payload: { commandId: "c3", code: "GAME_OVER", message: "", retryable: false } },
  );
  expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(["accepted", "refused"]);
});

test("a session that was taken over ends in every tab, and only a new tab opens it again", async () => {
  const [first, second] = [await browser.open(), await browser.open()];
  await handOver(3);
  const unanswered = second.session.send("note", {});
  browser.socket.end({ code: 4001, reason: "Opened elsewhere" });
  await browser.time.pass(60_000);
  await Promise.all([first.session.ended, second.session.ended]);
  expect(second.outcomes).toEqual(["replayed", "takenOver"]);
  expect(await unanswered).toEqual({ kind: "unanswered" });
  expect(browser.transport.requests.length).toBe(1);
  const third = await browser.open();
  expect(third.session.isLeader).toBe(true);
  expect(browser.transport.requests.length).toBe(2);
});

test("a tab that closes while it waits leaves the others alone", async () => {
  const [first, second, third] = [await browser.open(), await browser.open(), await browser.open()];
  await handOver(3);
  await second.leave();
  await first.leave();
  expect(third.session.isLeader).toBe(true);
  expect(browser.transport.requests.length).toBe(2);
});
