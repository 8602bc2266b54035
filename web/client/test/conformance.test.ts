import type { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import * as ws from "ws";
import { type Case, drive, kits } from "./conformance.js";
import { onWire } from "./wire.js";

test("the kit has cases enough", () => {
  const cases = kits.flatMap((kit) => kit.cases.map((one) => JSON.stringify({ ...one, name: "" })));
  expect(new Set(cases).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(100);
});

describe.each(kits)("$file", (kit) => {
  test.each(kit.cases)("$name", (one) => drive(kit, one));
});

describe.each(kits.filter(({ recorded }) => recorded > 0))("$file", (kit) => {
  test("a stream cut after any byte is one of the cases", async () => {
    const recorded = kit.frames.slice(0, kit.recorded);
    const stream = Buffer.concat(recorded.map(onWire));
    const cuts = kit.cases.filter((one) => one.sockets[0]?.cutAfterBytes);
    for (let bytes = 0; bytes <= stream.length; bytes++) {
      const whole = readWire(stream.subarray(0, bytes));
      const one = cuts.find((cut) => within(bytes, cut)) as Case;
      expect(whole).toEqual(one.sockets[0]?.says.map((index) => recorded[index as number]));
    }
  });
});

// The parser of `ws`, which its types do not name.
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

const within = (bytes: number, one: Case): boolean => {
  const [first, last] = one.sockets[0]?.cutAfterBytes ?? [0, -1];
  return first <= bytes && bytes <= last;
};

/** What a WebSocket makes of these bytes. */
function readWire(bytes: Buffer): string[] {
  const texts: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on("message", (data: Buffer) => texts.push(data.toString()));
  receiver.write(bytes);
  return texts;
}
