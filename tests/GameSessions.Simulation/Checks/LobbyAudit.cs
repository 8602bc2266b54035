using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Lobby;
using GameSessions.Log;

namespace GameSessions.Simulation.Checks;

/// <summary>Reads, when all is quiet, the logs of inboxes and queues against each other: a match is made once, whole, and told once to both.</summary>
internal sealed class LobbyAudit(Auditor auditor, GameRules kind, IReadOnlyList<PlayerId> seekers)
{
    private readonly InboxRules inboxes = new();
    private readonly QueueRules queues = new([kind]);
    private readonly Dictionary<int, (PlayerId Recipient, CommandResult? Result)> notices = [];

    public IReadOnlyList<PlayerId> Seekers => seekers;

    public int NewNotice(PlayerId recipient)
    {
        notices.Add(notices.Count, (recipient, null));
        return notices.Count - 1;
    }

    public void Sent(int notice, CommandResult result) => notices[notice] = notices[notice] with { Result = result };

    public void Check()
    {
        var matches = new Dictionary<GameId, List<PlayerId>>();
        foreach (var seeker in seekers)
        {
            CheckMatchmaking(seeker, matches);
            CheckNotifications(seeker);
        }

        CheckQueues(matches);
        foreach (var (match, players) in matches)
        {
            var log = auditor.LogOf(match);
            var opening = log.Take(3).Select(recorded => recorded.Type).ToList();
            if (!opening.SequenceEqual(["joined", "joined", "started"]))
            {
                auditor.Fail($"the match {match} of {string.Join(" and ", players)} opens with {string.Join(", ", opening)}");
                continue;
            }

            var game = Game.Create(kind, match, auditor.CreationOf(match));
            LogAudit.Check(auditor, kind, game, log);
            var seated = log.Take(2).Select(recorded => ((Joined)kind.Events.Decode(recorded)).UserId);
            if (!seated.Order(ById).SequenceEqual(players.Order(ById)))
            {
                auditor.Fail($"the match {match} seats {string.Join(" and ", seated)}, told were {string.Join(" and ", players)}");
            }
        }
    }

    private static Comparer<PlayerId> ById { get; } = Comparer<PlayerId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    /// <summary>A wish, then its answer, then perhaps another wish; each match told once.</summary>
    private void CheckMatchmaking(PlayerId seeker, Dictionary<GameId, List<PlayerId>> matches)
    {
        var isWaiting = false;
        foreach (var recorded in auditor.LogOf(InboxId.Matchmaking(seeker)))
        {
            var happened = inboxes.Events.Decode(recorded);
            if (happened is Queued == isWaiting || happened is Notified)
            {
                auditor.Fail($"{recorded.Type} at {recorded.Sequence} of {seeker}'s inbox, who {(isWaiting ? "waits" : "does not wait")}");
            }

            isWaiting = happened is Queued;
            if (happened is Matched matched)
            {
                if (!matches.TryGetValue(matched.GameId, out var players))
                {
                    matches[matched.GameId] = players = [];
                }

                players.Add(seeker);
            }
        }
    }

    private void CheckNotifications(PlayerId seeker)
    {
        var told = auditor.LogOf(InboxId.Notifications(seeker)).Select(recorded => (Notified)inboxes.Events.Decode(recorded)).ToList();
        foreach (var (number, notice) in notices.Where(sent => sent.Value.Recipient == seeker))
        {
            var times = told.Count(notified => notified.Kind == "note" && notified.Data.Parse().GetProperty("notice").GetInt32() == number);
            if (times > 1 || (times == 0 && notice.Result is CommandResult.Accepted))
            {
                auditor.Fail($"notice {number} to {seeker} is there {times} times; its answer was {notice.Result}");
            }
        }
    }

    /// <summary>Every pair became one match that both were told of, in both inboxes; and nobody waits beside somebody else.</summary>
    private void CheckQueues(Dictionary<GameId, List<PlayerId>> matches)
    {
        var pairs = 0;
        foreach (var queue in auditor.Games.Where(game => game.Value.StartsWith("queue:", StringComparison.Ordinal)))
        {
            var state = queues.Create(auditor.CreationOf(queue).Options);
            foreach (var recorded in auditor.LogOf(queue))
            {
                var happened = queues.Events.Decode(recorded);
                state = queues.Apply(state, happened, recorded.Player, recorded.At);
                if (happened is Paired paired)
                {
                    pairs++;
                    CheckPair(queue, recorded, paired, matches);
                }
            }

            if (state.Places.Count > 1)
            {
                auditor.Fail($"{state.Places.Count} players wait in {queue} for each other");
            }

            foreach (var place in state.Places)
            {
                if (auditor.LogOf(InboxId.Matchmaking(place.Player))[^1].Type != "queued")
                {
                    auditor.Fail($"{place.Player} waits in {queue} and has been told otherwise");
                }
            }
        }

        if (pairs != matches.Count)
        {
            auditor.Fail($"{pairs} pairs, {matches.Count} matches");
        }
    }

    private void CheckPair(GameId queue, RecordedEvent recorded, Paired paired, Dictionary<GameId, List<PlayerId>> matches)
    {
        var match = queues.React(queue, auditor.CreationOf(queue), recorded, paired)[0].Target;
        PlayerId[] pair = [paired.First, paired.Second];
        if (!matches.TryGetValue(match, out var players) || !players.Order(ById).SequenceEqual(pair.Order(ById)) || paired.First == paired.Second)
        {
            auditor.Fail($"{paired.First} and {paired.Second} were paired for {match}; told of it were {string.Join(" and ", players ?? [])}");
        }

        foreach (var player in pair)
        {
            var times = auditor.LogOf(InboxId.Notifications(player)).Count(notice => notice.Type == "notified" && notice.Data.Text.Contains(match.Value, StringComparison.Ordinal));
            if (times != 1)
            {
                auditor.Fail($"{player} was notified {times} times of the match {match}");
            }
        }
    }
}
