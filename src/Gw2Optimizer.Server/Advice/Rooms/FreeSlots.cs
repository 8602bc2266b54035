using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Rooms.Squads;

namespace Gw2Optimizer.Server.Advice.Rooms;

/// <summary>From a squad of the solver's to the free slots of a room, whose planned slots cannot be moved.</summary>
internal static class FreeSlots
{
    /// <summary>
    /// Each five slots take the subgroup that has most of what is planned there; those of it who are planned there stand where they stand, the others take free
    /// slots. Who is left over takes what is left free.
    /// </summary>
    /// <param name="subgroups">As many members as there are planned and free slots, the planned ones among them.</param>
    /// <returns>Every free slot, filled, in its order.</returns>
    public static IReadOnlyList<SquadSlot> Fill(Squad squad, IReadOnlyList<IReadOnlyList<Archetype>> subgroups)
    {
        var open = subgroups.Select(subgroup => subgroup.ToList()).ToList();
        var groups = squad.Slots.Chunk(SquadScore.SubgroupSize).ToList();
        var members = groups.ConvertAll(group => Take(open, group));

        // Whoever is planned stands for one member, in this group or in any other.
        var everybody = members.Concat(open).ToList();
        foreach (var (slot, group) in groups.SelectMany((group, number) => group.Select(slot => (slot, number))).Where(one => one.slot.Specialization is not null))
        {
            Remove(slot, [everybody[group], .. everybody]);
        }

        var filled = new List<SquadSlot>();
        var waiting = new Queue<SquadSlot>();
        foreach (var (group, number) in groups.Select((group, number) => (group, number)))
        {
            foreach (var slot in group.Where(slot => slot.IsFree()))
            {
                if (everybody[number].Count == 0)
                {
                    waiting.Enqueue(slot);
                    continue;
                }

                filled.Add(With(slot, everybody[number][0]));
                everybody[number].RemoveAt(0);
            }
        }

        return [.. filled.Concat(waiting.Zip(everybody.SelectMany(left => left), With)).OrderBy(slot => slot.Slot)];
    }

    private static List<Archetype> Take(List<List<Archetype>> open, IReadOnlyList<SquadSlot> group)
    {
        if (open.Count == 0)
        {
            return [];
        }

        var best = open.MaxBy(subgroup => group.Count(slot => subgroup.Exists(member => member.Specialization == slot.Specialization)))!;
        open.Remove(best);
        return best;
    }

    private static void Remove(SquadSlot planned, IReadOnlyList<List<Archetype>> groups)
    {
        foreach (var sameRole in (bool[])[true, false])
        {
            foreach (var group in groups)
            {
                if (group.Find(member => member.Specialization == planned.Specialization && (!sameRole || member.Role == planned.Role)) is { } member)
                {
                    group.Remove(member);
                    return;
                }
            }
        }
    }

    private static SquadSlot With(SquadSlot slot, Archetype member) => slot with { Specialization = member.Specialization, Role = member.Role };
}
