namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>Makes a squad better by putting others into seats and by swapping seats, as long as that helps; then kicks it and tries again.</summary>
internal sealed class LocalSearch(SquadModel model)
{
    // A placement here takes as long as so many in the search for subgroups.
    private const int Weight = 8;
    private ulong random = 0x9E3779B97F4A7C15;

    /// <summary>Placements weighed since the start.</summary>
    public long Steps { get; private set; }

    public void Climb(Roster roster)
    {
        while (ReplaceOnce(roster) | SwapOnce(roster))
        {
        }
    }

    /// <summary>Kicks and climbs until so many steps are done or enough is reached; the best seats are left in the roster.</summary>
    public void Improve(Roster roster, long enough, long steps, CancellationToken cancellation)
    {
        Climb(roster);
        var best = (int[])roster.Seats.Clone();
        var worth = roster.Worth;
        var end = Steps + steps;
        while (worth < enough && Steps < end && !cancellation.IsCancellationRequested)
        {
            Kick(roster);
            Climb(roster);
            if (roster.Worth >= worth)
            {
                worth = roster.Worth;
                roster.Seats.CopyTo(best, 0);
            }
            else
            {
                best.CopyTo(roster.Seats, 0);
                roster.Recount();
            }
        }

        best.CopyTo(roster.Seats, 0);
        roster.Recount();
    }

    private bool ReplaceOnce(Roster roster)
    {
        var improved = false;
        for (var seat = 0; seat < roster.Seats.Length; seat++)
        {
            var (best, gain) = (-1, 0L);
            for (var kind = 0; kind < model.Kinds.Count; kind++)
            {
                if (kind != roster.Seats[seat] && roster.GainOfReplacing(seat, kind) is var better && better > gain)
                {
                    (best, gain) = (kind, better);
                }
            }

            Steps += Weight * model.Kinds.Count;
            if (best >= 0)
            {
                roster.Replace(seat, best, gain);
                improved = true;
            }
        }

        return improved;
    }

    private bool SwapOnce(Roster roster)
    {
        var improved = false;
        for (var first = 0; first < roster.Seats.Length; first++)
        {
            for (var second = (first / 5 * 5) + 5; second < roster.Seats.Length; second++)
            {
                Steps += Weight;
                if (roster.Seats[first] != roster.Seats[second] && roster.GainOfSwapping(first, second) is var gain && gain > 0)
                {
                    roster.Swap(first, second, gain);
                    improved = true;
                }
            }
        }

        return improved;
    }

    private void Kick(Roster roster)
    {
        for (var kicks = 2 + Next(3); kicks > 0; kicks--)
        {
            var (first, second) = (Next(roster.Seats.Length), Next(roster.Seats.Length));
            if (Next(2) == 0 && first / 5 != second / 5)
            {
                roster.Swap(first, second, roster.GainOfSwapping(first, second));
            }
            else
            {
                var kind = Next(model.Kinds.Count);
                roster.Replace(first, kind, roster.GainOfReplacing(first, kind));
            }
        }
    }

    // Xorshift: the same question has the same answer.
    private int Next(int below)
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        return (int)(random % (ulong)below);
    }
}
