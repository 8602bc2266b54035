import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { send } from '../api/http';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { ConnectionBadge } from '../live/ConnectionBadge';
import { type Game, gameQuery } from '../live/games';
import { ShareLink } from '../live/ShareLink';
import { useCommand } from '../live/useCommand';
import { useHolders } from '../live/useHolders';
import { useLiveGame } from '../live/useLiveGame';
import { noLimits, toConstraints } from '../squads/composition';
import { LockIcon, OpenLockIcon } from '../ui/icons';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { ComposeDialog } from './ComposeDialog';
import { Crew } from './Crew';
import { Notes } from './Notes';
import styles from './Room.module.css';
import { RoomBoard } from './RoomBoard';
import { isFree, type RoomOptions, type RoomState, roomRules } from './roomState';
import { SignUpForm } from './SignUpForm';
import { SlotDialog } from './SlotDialog';
import { roomTexts } from './texts';

export function Room({ game, userId }: { game: Game; userId: string }) {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  const rules = useMemo(() => roomRules(game.options as RoomOptions), [game.options]);
  const live = useLiveGame(game.id, userId, rules);
  const room = live.state;
  const holders = useHolders(
    game,
    live.events.filter((event) => event.type === 'joined' || event.type === 'left').length,
  );
  const { command, isSending } = useCommand(live.send);
  const [openSlot, setOpenSlot] = useState<number | null>(null);
  const isCommander = room.commander === userId;
  const isSeated = isCommander || room.members.some((member) => member.userId === userId);
  const mayPlan = isCommander && !room.locked;
  const move = useCallback((from: number, to: number) => void command('move', { from, to }), [command]);
  const slot = openSlot === null ? undefined : room.slots[openSlot - 1];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1}>{t.title}</Title>
          <Text c="dimmed">{t.roomLine(words.modes[room.mode], room.size)}</Text>
        </div>
        <ConnectionBadge connection={live.connection.now} onReconnect={live.reconnect} />
      </Group>
      {isCommander && <CommanderTools room={room} isSending={isSending} command={command} />}
      {room.locked && <Alert color="yellow">{t.locked}</Alert>}
      {!isSeated && room.commander && !room.locked && <JoinBar gameId={game.id} />}
      <div className={styles.layout}>
        <Section title={t.board} hint={mayPlan ? t.moveHint : undefined}>
          <RoomBoard room={room} holders={holders} mayPlan={mayPlan} onMove={move} onOpen={setOpenSlot} />
        </Section>
        <Stack gap="md">
          <Section title={t.invite} hint={t.inviteHint}>
            <ShareLink path={`/rooms/${game.id}`} />
          </Section>
          <Crew room={room} holders={holders} userId={userId} online={live.online} />
          {isSeated && !room.locked && (
            <SignUpForm
              member={room.members.find((member) => member.userId === userId)}
              isSending={isSending}
              onSignUp={(data) => command('signUp', data).then((done) => done && toast(t.signedUp))}
            />
          )}
          <Notes
            notes={room.notes}
            holders={holders}
            mayWrite={isSeated}
            isSending={isSending}
            onNote={(text) => command('note', { text })}
          />
          {isSeated && !isCommander && <Leave onLeave={() => command('leave')} />}
        </Stack>
      </div>
      {slot && mayPlan && (
        <SlotDialog
          key={slot.slot}
          slot={slot}
          room={room}
          holders={holders}
          isSending={isSending}
          command={command}
          onClose={() => setOpenSlot(null)}
        />
      )}
    </Stack>
  );
}

type Command = ReturnType<typeof useCommand>['command'];

function CommanderTools({ room, isSending, command }: { room: RoomState; isSending: boolean; command: Command }) {
  const t = useTexts(roomTexts);
  const [limits, setLimits] = useState(noLimits);
  const [isComposing, setComposing] = useState(false);
  const [isWishing, setWishing] = useState(false);
  const isFull = !room.slots.some(isFree);
  const compose = async (data: object = {}) => {
    setComposing(true);
    const done = await command('compose', data, { BAD_DATA: t.noSuchSquad, NOT_AVAILABLE: t.noSuchSquad });
    setComposing(false);
    if (done) setWishing(false);
  };
  return (
    <Group gap="sm">
      <Button
        disabled={room.locked || isFull}
        loading={isComposing}
        onClick={() => void compose()}
        title={isComposing ? t.composing : t.composeHint}
      >
        {t.compose}
      </Button>
      <Button variant="default" disabled={room.locked || isFull || isComposing} onClick={() => setWishing(true)}>
        {t.composeWithWishes}
      </Button>
      <Button
        variant="default"
        leftSection={room.locked ? <OpenLockIcon /> : <LockIcon />}
        disabled={isSending}
        onClick={() => void command(room.locked ? 'unlock' : 'lock')}
      >
        {room.locked ? t.unlock : t.lock}
      </Button>
      {isWishing && (
        <ComposeDialog
          limits={limits}
          isComposing={isComposing}
          onChange={setLimits}
          onCompose={() => void compose({ constraints: toConstraints(limits) })}
          onClose={() => setWishing(false)}
        />
      )}
    </Group>
  );
}

function JoinBar({ gameId }: { gameId: string }) {
  const t = useTexts(roomTexts);
  const tell = useErrorText();
  const cache = useQueryClient();
  const join = useMutation({
    mutationFn: () => send<Game>('POST', `/games/${gameId}/join`, {}),
    onSuccess: (joined) => cache.setQueryData(gameQuery(gameId).queryKey, joined),
    onError: (error) => toast(tell(error), 'bad'),
  });
  return (
    <Alert color="blue">
      <Group justify="space-between">
        <Text size="sm">{t.joinHint}</Text>
        <Button size="sm" loading={join.isPending} onClick={() => join.mutate()}>
          {t.join}
        </Button>
      </Group>
    </Alert>
  );
}

function Leave({ onLeave }: { onLeave: () => Promise<boolean> }) {
  const t = useTexts(roomTexts);
  const [, go] = useLocation();
  return (
    <Button
      variant="subtle"
      color="red"
      className={styles.leave}
      onClick={() => void onLeave().then((left) => left && go('/rooms'))}
    >
      {t.leave}
    </Button>
  );
}
