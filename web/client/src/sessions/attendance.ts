import type { ClientNews } from "../news.js";

/** Who is online, told as changes only. */
export class Attendance {
  readonly #online = new Set<string>();

  meet(present: readonly string[]): ClientNews[] {
    const gone = [...this.#online].filter((userId) => !present.includes(userId)).sort();
    return [...gone.flatMap((userId) => this.change(userId, false)), ...present.flatMap((userId) => this.change(userId, true))];
  }

  change(userId: string, online: boolean): ClientNews[] {
    if (this.#online.has(userId) === online) {
      return [];
    }

    if (online) {
      this.#online.add(userId);
    } else {
      this.#online.delete(userId);
    }

    return [{ kind: "presence", userId, online }];
  }
}
