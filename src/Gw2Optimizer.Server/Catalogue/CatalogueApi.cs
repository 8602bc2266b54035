using System.Collections.Frozen;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Catalogue;

/// <summary><c>GET /catalogue</c>: what an editor of builds offers. Written once, since it changes only with this program.</summary>
internal static class CatalogueApi
{
    private const string Json = "application/json; charset=utf-8";

    private static readonly Lazy<StaticFile> Whole = new(() => Write(CatalogueAnswer.Of(GameCatalogue.Shipped)));

    private static readonly FrozenDictionary<string, Lazy<StaticFile>> ByProfession = GameCatalogue.Shipped.Professions.ToFrozenDictionary(
        profession => profession.Name, profession => new Lazy<StaticFile>(() => Write(ProfessionCatalogueAnswer.Of(GameCatalogue.Shipped, profession))), StringComparer.Ordinal);

    public static void MapCatalogue(this RouteGroupBuilder api) => api.MapGet("/catalogue", Read)
        .Told("Builds", "What builds are chosen from: professions and gear; with a profession, its trait lines and skills instead.")
        .Asks(Field.Text("profession", 1, 100, "Guardian").Optional())
        .Answers(200, CatalogueAnswer.Example);

    private static IResult Read(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("profession", out var written))
        {
            return Whole.Value.Answer(http);
        }

        return GameCatalogue.Shipped.Professions.Find(written.ToString()) is { } profession ? ByProfession[profession.Name].Value.Answer(http)
            : ApiError.Invalid(new Dictionary<string, string> { ["profession"] = "There is no such thing." });
    }

    private static StaticFile Write<T>(T answer) => new(Json, JsonSerializer.SerializeToUtf8Bytes(answer, JsonAnswers.Options));
}
