using System.Text.Json;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The part of a profile that its owner may change. What is not mentioned stays; null clears.</summary>
internal sealed record ProfileChange(bool HasFullName, string? FullName, bool HasBio, string? Bio, bool HasPreferences, JsonElement? Preferences)
{
    public const int FullNameCharactersMax = 100;
    public const int BioCharactersMax = 5_000;
    public const int PreferencesCharactersMax = 16_384;

    public static ProfileChange Read(JsonFields fields) => new(
        fields.Has("full_name"),
        fields.OptionalText("full_name", FullNameCharactersMax),
        fields.Has("bio"),
        fields.OptionalText("bio", BioCharactersMax),
        fields.Has("preferences"),
        fields.OptionalObject("preferences", PreferencesCharactersMax));
}
