using System.Text.Json;
using GameSessions.Wire;

namespace PlayDraft;

/// <summary>A draft as one captain knows it: the state at a summary, and every event after it.</summary>
/// <param name="AsOf">The last event that is in it.</param>
internal sealed record Board(long AsOf, bool Started, int Step, IReadOnlyList<string> Available)
{
    /// <summary>Who bans (B, R) and then who picks (b, r).</summary>
    public static string Order(string format) => format == "duel-10" ? "BRBRBRBR" + "brrbbrrbbrrbbrrbbrrb" : "BRBR" + "brrbbrrbbr";

    public static Board Of(long asOf, RawJson state, bool started)
    {
        var json = state.Parse();
        return new Board(asOf, started, json.GetProperty("step").GetInt32(), json.GetProperty("available").Deserialize<IReadOnlyList<string>>()!);
    }

    public Board Apply(WireEvent happened) => happened.Sequence <= AsOf
        ? this
        : happened.Type switch
        {
            "started" => this with { AsOf = happened.Sequence, Started = true },
            "banned" or "picked" => this with
            {
                AsOf = happened.Sequence,
                Step = Step + 1,
                Available = [.. Available.Where(name => name != happened.Data.Parse().GetProperty("specialization").GetString())],
            },
            _ => this with { AsOf = happened.Sequence },
        };
}
