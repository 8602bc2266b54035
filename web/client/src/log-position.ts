/** Where a client stands in a log: after event `sequence` of the incarnation `epoch`; without it a restored log cannot be told from the old one. */
export interface LogPosition {
  sequence: number;
  epoch: string | null;
}
