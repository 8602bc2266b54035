import { expectTypeOf, test } from "vitest";
import type { ClientNews, GameEvent, GameTypes } from "../src/index.js";
import { GameClient } from "../src/index.js";
import { ScriptedTransport } from "./scripted-transport.js";

interface Draft extends GameTypes {
  events: { banned: { specialization: string }; finished: { winner: string | null } };
  commands: { ban: { specialization: string }; resign: Record<string, never> };
  state: { step: number };
  result: { winner: string | null };
}

test("a kind of game types its events, commands, state and result", () => {
  const hear = (news: ClientNews<Draft>) => {
    if (news.kind === "event" && news.event.type === "banned") {
      expectTypeOf(news.event.data).toEqualTypeOf<{ specialization: string }>();
      expectTypeOf(news.event.sequence).toEqualTypeOf<number>();
    } else if (news.kind === "snapshot") {
      expectTypeOf(news.state).toEqualTypeOf<{ step: number }>();
    } else if (news.kind === "outcome" && news.outcome.kind === "ended") {
      expectTypeOf(news.outcome.result).toEqualTypeOf<{ winner: string | null }>();
    }
  };
  const client = new GameClient<Draft>({ transport: new ScriptedTransport().open }, hear);
  expectTypeOf<GameEvent<Draft>["type"]>().toEqualTypeOf<"banned" | "finished" | "hidden">();
  void client.send("ban", { specialization: "Firebrand" });
  // @ts-expect-error: there is no such command.
  void client.send("pick", {});
  // @ts-expect-error: a ban has a specialization.
  void client.send("ban", {});
});

test("a kind that is not described has any word, and data to be looked into", () => {
  expectTypeOf<GameEvent["type"]>().toEqualTypeOf<string>();
  expectTypeOf<Extract<ClientNews, { kind: "snapshot" }>["state"]>().toEqualTypeOf<unknown>();
});
