using System.CommandLine;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Importer.Catalogues;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>catalogue show</c>: the version, the names of a kind, or one entry whole.</summary>
internal static class CatalogueShow
{
    private static readonly Dictionary<string, Func<GameCatalogue, Shelf>> Kinds = new()
    {
        ["profession"] = game => new Shelf<Profession>(game.Professions),
        ["specialization"] = game => new Shelf<Specialization>(game.Specializations),
        ["trait"] = game => new Shelf<Trait>(game.Traits),
        ["skill"] = game => new Shelf<Skill>(game.Skills),
        ["prefix"] = game => new Shelf<Prefix>(game.Prefixes, prefix => new PrefixView(prefix, Points(game, prefix))),
        ["rune"] = game => new Shelf<Rune>(game.Runes),
        ["sigil"] = game => new Shelf<Sigil>(game.Sigils),
        ["relic"] = game => new Shelf<Relic>(game.Relics),
        ["infusion"] = game => new Shelf<Infusion>(game.Infusions),
        ["food"] = game => new Shelf<Consumable>(game.Foods),
        ["utility"] = game => new Shelf<Consumable>(game.Utilities),
        ["boon"] = game => new Shelf<Boon>(game.Boons),
        ["condition"] = game => new Shelf<Condition>(game.Conditions),
        ["legend"] = game => new Shelf<Legend>(game.Legends),
        ["weapon"] = game => new Shelf<Weapon>(game.Weapons),
    };

    public static Command Create()
    {
        var kind = new Argument<string?>("KIND") { Description = string.Join(", ", Kinds.Keys), Arity = ArgumentArity.ZeroOrOne };
        var name = new Argument<string?>("NAME") { Description = "A name or an id; without it, the names of that kind.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string>("--from") { Description = "A folder that an import wrote.", DefaultValueFactory = _ => CatalogueFolder.Shipped };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } written && !Kinds.ContainsKey(written))
                result.AddError($"There is no kind '{written}'. Kinds are {string.Join(", ", Kinds.Keys)}.");
        });
        const string says = "Looks things up: without arguments the version, with a kind its names, with a name all that is known of it.";
        var command = new Command("show", says) { kind, name, from };
        command.SetAction(parsed =>
        {
            try
            {
                var game = new GameCatalogue(CatalogueFolder.Reader(parsed.GetRequiredValue(from)));
                parsed.InvocationConfiguration.Output.WriteLine(Text(game, parsed.GetValue(kind), parsed.GetValue(name)));
                return 0;
            }
            catch (Exception failed) when (failed is UnknownEntryException or IOException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(failed.Message);
                return 1;
            }
        });
        return command;
    }

    private static string Text(GameCatalogue game, string? kind, string? name)
    {
        if (kind is null) return ReadableJson.Write(new VersionView(game.Version, Kinds.ToDictionary(pair => pair.Key, pair => pair.Value(game).Names.Count)));
        var shelf = Kinds[kind](game);
        return name is null ? string.Join('\n', shelf.Names) : ReadableJson.Write(shelf.Show(name));
    }

    private static Dictionary<string, Dictionary<GearPiece, AttributePoints>> Points(GameCatalogue game, Prefix prefix) => Enum.GetValues<GearRarity>()
        .ToDictionary(
            rarity => rarity.ToString(),
            rarity => Enum.GetValues<GearPiece>()
                .Where(piece => prefix.TermsOf(piece, rarity) is not null)
                .ToDictionary(piece => piece, piece => game.Budgets.Points(prefix, piece, rarity)));

    private sealed record VersionView(CatalogueVersion Version, Dictionary<string, int> Entries);

    private sealed record PrefixView(Prefix Prefix, Dictionary<string, Dictionary<GearPiece, AttributePoints>> Points);

    private abstract class Shelf
    {
        public abstract IReadOnlyList<string> Names { get; }

        public abstract object Show(string name);
    }

    private sealed class Shelf<T>(CatalogueTable<T> table, Func<T, object>? view = null) : Shelf where T : class, ICatalogueEntry
    {
        public override IReadOnlyList<string> Names => [.. table.Select(row => $"{row.Id} {row.Name}")];

        public override object Show(string name) => table.GetByIdOrName(name) is var found && view is null ? found : view!(found);
    }
}
