export const armorSlots = ['Helm', 'Shoulders', 'Coat', 'Gloves', 'Leggings', 'Boots'] as const;
export const trinketSlots = ['Amulet', 'Ring1', 'Ring2', 'Accessory1', 'Accessory2', 'Back'] as const;
export const weaponSlots = ['MainHand', 'OffHand'] as const;
export const gearSlots = [...armorSlots, ...trinketSlots, ...weaponSlots] as const;
export type GearSlot = (typeof gearSlots)[number];

export const isGearSlot = (slot: string): slot is GearSlot => gearSlots.some((known) => known === slot);

const pieces: Record<GearSlot, string> = {
  Helm: 'helm',
  Shoulders: 'shoulders',
  Coat: 'coat',
  Gloves: 'gloves',
  Leggings: 'leggings',
  Boots: 'boots',
  Amulet: 'amulet',
  Ring1: 'ring',
  Ring2: 'ring',
  Accessory1: 'accessory',
  Accessory2: 'accessory',
  Back: 'back',
  MainHand: 'one_hand',
  OffHand: 'one_hand',
};

/** The kind of piece in the catalogue's words. */
export const pieceOf = (slot: GearSlot, isTwoHanded: boolean) =>
  slot === 'MainHand' && isTwoHanded ? 'two_hand' : pieces[slot];
