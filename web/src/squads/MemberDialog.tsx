import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { type Role, roles, type TeamAnalysis, type TeamMember } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { Dialog } from '../ui/Dialog';
import { SeatChip } from './SeatChip';
import { squadTexts } from './texts';
import type { MemberChange } from './useTeam';

export function MemberDialog({
  member,
  worth,
  size,
  isOwn,
  onChange,
  onMove,
  onTakeOut,
  onClose,
}: {
  member: TeamMember;
  worth: TeamAnalysis['members'][number] | undefined;
  size: number;
  isOwn: boolean;
  onChange: (change: MemberChange) => void;
  onMove: (slot: number) => void;
  onTakeOut: () => void;
  onClose: () => void;
}) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const { language } = useLanguage();
  const [player, setPlayer] = useState(member.player_name ?? '');
  const [role, setRole] = useState(member.role);
  const [slot, setSlot] = useState(member.slot_number);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const isChanged = role !== member.role || player.trim() !== (member.player_name ?? '');
    if (isChanged) onChange({ role, player_name: player.trim() || null });
    if (slot !== member.slot_number) onMove(slot);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t.seat(member.slot_number)}>
      <form onSubmit={apply}>
        <Stack>
          <SeatChip
            profession={member.build.profession}
            specialization={member.build.specialization}
            role={member.role}
            player={member.build.name ?? null}
          />
          {worth && (
            <Text size="sm" c="dimmed">
              {t.worth(worth.points)} {language === 'en' && `${worth.why.replaceAll('_', ' ')}.`}
            </Text>
          )}
          {isOwn && (
            <>
              <TextInput
                label={t.player}
                placeholder={t.playerHint}
                value={player}
                maxLength={100}
                onChange={(event) => setPlayer(event.currentTarget.value)}
              />
              <Select
                label={t.role}
                data={roles.map((value) => ({ value, label: words.roles[value] }))}
                value={role}
                onChange={(value) => value && setRole(value as Role)}
                allowDeselect={false}
              />
              <NumberInput
                label={t.moveTo}
                min={1}
                max={size}
                allowDecimal={false}
                clampBehavior="strict"
                value={slot}
                onChange={(value) => typeof value === 'number' && setSlot(value)}
              />
            </>
          )}
          <Group justify="space-between">
            {member.build_id ? (
              <Button component={Link} href={`/builds/${member.build_id}`} variant="default">
                {t.openBuild}
              </Button>
            ) : (
              <span />
            )}
            {isOwn && (
              <Group gap="xs">
                <Button variant="subtle" color="red" onClick={onTakeOut}>
                  {t.takeOut}
                </Button>
                <Button type="submit">{t.apply}</Button>
              </Group>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
