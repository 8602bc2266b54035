import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { send } from '../api/http';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { ConnectionBadge } from '../live/ConnectionBadge';
import { type Game, gameQuery, type SeatHolder } from '../live/games';
import { ShareLink } from '../live/ShareLink';
import { useCommand } from '../live/useCommand';
import { useHolders } from '../live/useHolders';
import { useLiveGame } from '../live/useLiveGame';
import { usePlayerName } from '../live/usePlayerName';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { Board } from './Board';
import { ClockFace } from './ClockFace';
import { type DraftOptions, draftRules, nextOf } from './draftState';
import { FinishedTable } from './FinishedTable';
import { MoveBar } from './MoveBar';
import type { DraftSeat, DraftStep } from './schedule';
import { draftTexts } from './texts';

/** A draft that waits or runs. */
export function LiveTable({ game, userId }: { game: Game; userId: string }) {
  const t = useTexts(draftTexts);
  const rules = useMemo(() => draftRules(game.options as DraftOptions), [game.options]);
  const live = useLiveGame(game.id, userId, rules);
  const holders = useHolders(game, live.events.filter((event) => event.type === 'joined').length);
  const { command, isSending } = useCommand(live.send);
  const [choice, setChoice] = useState<string | null>(null);
  // A restored state does not say whether it has begun; full seats do.
  const hasStarted = live.state.hasStarted || holders.every((holder) => holder.userId);
  const draft = { ...live.state, hasStarted };
  const next = nextOf(draft);
  const mySeat = (holders.find((holder) => holder.userId === userId)?.seat ?? null) as DraftSeat | null;
  const isMine = next !== null && next.seat === mySeat;
  const isFree = choice !== null && !draft.moves.some((move) => move.specialization === choice);
  const chosen = isFree ? choice : null;
  const { session } = live;
  if (draft.result) {
    return (
      <FinishedTable
        id={game.id}
        draft={draft}
        holders={holders}
        userId={userId}
        timer={session?.timer ?? game.timer}
      />
    );
  }
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <ConnectionBadge connection={live.connection.now} onReconnect={live.reconnect} />
        {mySeat && draft.hasStarted && <Resign onResign={() => void command('resign')} />}
      </Group>
      {draft.hasStarted ? (
        <TurnTitle next={next} mySeat={mySeat} holders={holders} />
      ) : (
        <Waiting game={game} holders={holders} mySeat={mySeat} />
      )}
      <Board
        draft={draft}
        holders={holders}
        userId={userId}
        online={live.online}
        clockOf={(seat) => session && <ClockFace session={session} seat={seat} label={t.timeLeft(t[seat])} />}
        chosen={chosen}
        onChoose={isMine ? setChoice : undefined}
      >
        {isMine && (
          <MoveBar
            action={next.action}
            chosen={chosen}
            isSending={isSending}
            clock={session && <ClockFace session={session} seat={next.seat} label={t.timeLeft(t[next.seat])} />}
            onMove={(data) => void command(next.action, data)}
          />
        )}
      </Board>
    </Stack>
  );
}

function TurnTitle({
  next,
  mySeat,
  holders,
}: {
  next: DraftStep | null;
  mySeat: DraftSeat | null;
  holders: readonly SeatHolder[];
}) {
  const t = useTexts(draftTexts);
  const nameOf = usePlayerName();
  if (!next) return null;
  const isBan = next.action === 'ban';
  const holder = holders.find(({ seat }) => seat === next.seat)?.userId;
  const title =
    next.seat === mySeat
      ? isBan
        ? t.yourTurnBan
        : t.yourTurnPick
      : t.theirTurn(holder ? nameOf(holder, holders) : t[next.seat], isBan);
  return (
    <div aria-live="polite">
      <Title order={1}>{title}</Title>
      {!mySeat && <Text c="dimmed">{t.watching}</Text>}
    </div>
  );
}

function Waiting({ game, holders, mySeat }: { game: Game; holders: readonly SeatHolder[]; mySeat: DraftSeat | null }) {
  const t = useTexts(draftTexts);
  const tell = useErrorText();
  const cache = useQueryClient();
  const nameOf = usePlayerName();
  const join = useMutation({
    mutationFn: () => send<Game>('POST', `/games/${game.id}/join`, {}),
    onSuccess: (joined) => cache.setQueryData(gameQuery(game.id).queryKey, joined),
    onError: (error) => toast(tell(error), 'bad'),
  });
  const free = holders.find((holder) => !holder.userId)?.seat as DraftSeat | undefined;
  const host = holders.find((holder) => holder.userId)?.userId;
  if (mySeat || !free || !host) {
    return (
      <Section title={t.waitTitle} hint={t.waitText}>
        <ShareLink path={`/draft/${game.id}`} />
      </Section>
    );
  }
  return (
    <Section title={t.joinTitle} hint={t.joinText(nameOf(host, holders))}>
      <Button loading={join.isPending} onClick={() => join.mutate()}>
        {t.joinAs(t[free])}
      </Button>
    </Section>
  );
}

function Resign({ onResign }: { onResign: () => void }) {
  const t = useTexts(draftTexts);
  const app = useTexts(appTexts);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsking(true)}>
        {t.resign}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t.resignSure}
        closeButtonProps={{ 'aria-label': app.close }}
        centered
      >
        <Group>
          <Button
            color="red.9"
            onClick={() => {
              setAsking(false);
              onResign();
            }}
          >
            {t.resign}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t.keepPlaying}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
