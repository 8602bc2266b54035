import { Skeleton, Stack } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import type { Team } from '../api/types';
import { subgroupOf } from '../board/slots';
import { useTexts } from '../i18n/texts';
import { ErrorAlert } from '../ui/ErrorAlert';
import { LoadFailure } from '../ui/LoadFailure';
import { Section } from '../ui/Section';
import { Board } from './Board';
import { BoardHeader } from './BoardHeader';
import { gapsOf, rowsOfAnalysis } from './coverage';
import { Gaps } from './Gaps';
import { Heatmap } from './Heatmap';
import { MemberDialog } from './MemberDialog';
import { PlaceDialog } from './PlaceDialog';
import { squadTexts } from './texts';
import { useAnalysis, useTeam, useTeamChanges } from './useTeam';

export default function BoardPage() {
  const { id = '' } = useParams<{ id: string }>();
  const team = useTeam(id);
  if (team.error) return <LoadFailure error={team.error} onRetry={() => void team.refetch()} />;
  if (!team.data) return <Skeleton height={480} />;
  return <LoadedBoard team={team.data} />;
}

function LoadedBoard({ team }: { team: Team }) {
  const t = useTexts(squadTexts);
  const analysis = useAnalysis(team.id);
  const { move, place, change, takeOut, share } = useTeamChanges(team.id);
  const [opened, setOpened] = useState<string | null>(null);
  const [placing, setPlacing] = useState<number | null>(null);
  const isOwn = team.user_id !== null;
  const { mutate } = move;
  const moveTo = useCallback((memberId: string, slot: number) => mutate({ memberId, slot }), [mutate]);
  const subgroupCount = subgroupOf(team.size);
  const rows = useMemo(
    () => (analysis.data ? rowsOfAnalysis(analysis.data, subgroupCount) : []),
    [analysis.data, subgroupCount],
  );
  const gaps = useMemo(() => (analysis.data ? gapsOf(analysis.data) : []), [analysis.data]);
  const member = team.members.find((one) => one.id === opened);
  return (
    <Stack gap="md">
      <BoardHeader
        team={team}
        isOwn={isOwn}
        score={analysis.data?.score ?? null}
        isSharing={share.isPending}
        onShare={share.mutate}
      />
      <Section title={t.board} hint={isOwn ? t.boardHint : undefined}>
        <Board team={team} isOwn={isOwn} onMove={moveTo} onOpen={setOpened} onPlace={setPlacing} />
      </Section>
      {analysis.error && <ErrorAlert error={analysis.error} onRetry={() => void analysis.refetch()} />}
      <Section title={t.coverage} hint={rows.length > 0 ? t.coverageHint : t.noCoverage}>
        {rows.length > 0 && <Heatmap rows={rows} subgroupCount={subgroupCount} />}
      </Section>
      {rows.length > 0 && (
        <Gaps
          gaps={gaps}
          isFull={team.members.length === team.size}
          isAssumed={(analysis.data?.assumed.length ?? 0) > 0}
        />
      )}
      {member && (
        <MemberDialog
          key={member.id}
          member={member}
          worth={analysis.data?.members.find((one) => one.slot === member.slot_number)}
          size={team.size}
          isOwn={isOwn}
          onChange={(changed) => change.mutate({ memberId: member.id, ...changed })}
          onMove={(slot) => moveTo(member.id, slot)}
          onTakeOut={() => {
            takeOut.mutate(member.id);
            setOpened(null);
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {placing !== null && (
        <PlaceDialog
          slot={placing}
          onPlace={(build) => {
            place.mutate({ buildId: build.id, role: build.role, slot: placing });
            setPlacing(null);
          }}
          onClose={() => setPlacing(null)}
        />
      )}
    </Stack>
  );
}
