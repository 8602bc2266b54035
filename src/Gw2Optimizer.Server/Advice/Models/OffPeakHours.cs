using System.Globalization;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>Hours of each day in which the model is not asked.</summary>
/// <param name="Start">Belongs to them.</param>
/// <param name="End">Does not; earlier than <paramref name="Start"/> where midnight lies between, and equal to it for no hours at all.</param>
internal sealed record OffPeakHours(TimeOnly Start, TimeOnly End, TimeZoneInfo Zone)
{
    private const string Format = "HH:mm";

    public bool Covers(DateTimeOffset instant)
    {
        var time = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(instant, Zone).TimeOfDay);
        return Start <= End ? time >= Start && time < End : time >= Start || time < End;
    }

    /// <summary>How long from an instant that they cover until they end, up to a day; a change of the clock in between is not foreseen.</summary>
    public TimeSpan LeftAt(DateTimeOffset instant) => End - TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(instant, Zone).TimeOfDay);

    /// <returns>Null where there are none.</returns>
    public static OffPeakHours? Read(Variables variables)
    {
        var (start, end) = (ReadTime(variables, "AI_OFF_PEAK_START"), ReadTime(variables, "AI_OFF_PEAK_END"));
        var zone = ReadZone(variables);
        if (start is null != end is null)
        {
            variables.Refuse("AI_OFF_PEAK_START and AI_OFF_PEAK_END go together.");
        }

        return start is { } from && end is { } to ? new OffPeakHours(from, to, zone) : null;
    }

    private static TimeOnly? ReadTime(Variables variables, string name)
    {
        if (variables.Text(name) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        variables.Refuse($"{name} must be a time of day such as 22:30.");
        return null;
    }

    private static TimeZoneInfo ReadZone(Variables variables)
    {
        var name = variables.Text("AI_OFF_PEAK_TZ") ?? "UTC";
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        variables.Refuse("AI_OFF_PEAK_TZ names no time zone; it must be one of IANA's, such as Europe/Berlin.");
        return TimeZoneInfo.Utc;
    }
}
