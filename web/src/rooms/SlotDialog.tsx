import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Role, roles } from '../api/types';
import { appTexts } from '../app/texts';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { usePlayerName } from '../live/usePlayerName';
import { useSpecializations } from '../live/useSpecializations';
import { isFree, type RoomState, type Slot } from './roomState';
import { roomTexts } from './texts';

const somebodyElse = 'name';
const nameCharactersMax = 100;

/** Who has a place and what is played there; also the way to move without dragging. */
export function SlotDialog({
  slot,
  room,
  holders,
  isSending,
  command,
  onClose,
}: {
  slot: Slot;
  room: RoomState;
  holders: readonly SeatHolder[];
  isSending: boolean;
  command: (name: string, data: unknown) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useTexts(roomTexts);
  const app = useTexts(appTexts);
  const words = useGameWords();
  const nameOf = usePlayerName();
  const known = useSpecializations();
  const [who, setWho] = useState(slot.userId ?? somebodyElse);
  const [name, setName] = useState(slot.name ?? '');
  const [specialization, setSpecialization] = useState(slot.specialization);
  const [role, setRole] = useState(slot.role);
  const seated = new Set([room.commander, ...room.members.map((member) => member.userId)].filter((id) => id !== null));
  const placed = new Set(room.slots.filter((other) => other.slot !== slot.slot).map((other) => other.userId));
  const people = [...seated].filter((id) => !placed.has(id));
  const run = async (attempt: Promise<boolean>) => {
    if (await attempt) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = who === somebodyElse ? { name: name.trim() } : { userId: who };
    void run(command('assign', { slot: slot.slot, ...person, specialization, role }));
  };
  return (
    <Modal opened onClose={onClose} title={t.place(slot.slot)} closeButtonProps={{ 'aria-label': app.close }} centered>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Select
            label={t.who}
            data={[
              ...people.map((id) => ({ value: id, label: nameOf(id, holders) })),
              { value: somebodyElse, label: t.somebodyElse },
            ]}
            value={who}
            onChange={(value) => value && setWho(value)}
            allowDeselect={false}
          />
          {who === somebodyElse && (
            <TextInput
              label={t.name}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={nameCharactersMax}
              required
            />
          )}
          <Select
            label={t.specialization}
            placeholder={t.anyOpen}
            data={[...known.keys()]}
            value={specialization}
            onChange={(value) => {
              setSpecialization(value);
              setRole(known.get(value ?? '')?.usualRole ?? role);
            }}
            searchable
            clearable
          />
          <Select
            label={t.role}
            placeholder={t.anyOpen}
            data={roles.map((value) => ({ value, label: words.roles[value] }))}
            value={role}
            onChange={(value) => setRole(value as Role | null)}
            clearable
          />
          <Group>
            <Button type="submit" loading={isSending}>
              {t.save}
            </Button>
            {!isFree(slot) && (
              <Button
                variant="subtle"
                color="red"
                disabled={isSending}
                onClick={() => void run(command('clear', { slot: slot.slot }))}
              >
                {t.clear}
              </Button>
            )}
          </Group>
          {!isFree(slot) && room.size > 1 && (
            <Select
              label={t.moveTo}
              data={room.slots.filter((other) => other.slot !== slot.slot).map((other) => String(other.slot))}
              value={null}
              onChange={(to) => to && void run(command('move', { from: slot.slot, to: Number(to) }))}
              searchable
            />
          )}
        </Stack>
      </form>
    </Modal>
  );
}
