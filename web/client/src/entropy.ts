/** Fills an array with random bytes. */
export type Entropy = (bytes: Uint8Array<ArrayBuffer>) => void;

export const cryptoEntropy: Entropy = (bytes) => {
  crypto.getRandomValues(bytes);
};
