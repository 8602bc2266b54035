using System.CommandLine;
using System.Text.Json;
using Gw2Optimizer.Cli.ChatCodes;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;
using Gw2Optimizer.Importer.Catalogues;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>chat-code decode|encode</c>: links of the game's chat to JSON and back.</summary>
internal static class ChatCodeCommand
{
    public static Command Create() => new("chat-code", "Reads and writes the game's chat links.") { Decode(), Encode() };

    private static Command Decode()
    {
        var link = new Argument<string>("LINK") { Description = "Such as '[&DQ...]'; build templates, items, skills and traits are told." };
        var command = new Command("decode", "What a chat link says, as JSON.") { link };
        command.SetAction(parsed =>
        {
            var (read, refusal) = ChatLink.Read(parsed.GetRequiredValue(link), GameCatalogue.Shipped);
            if (refusal is null) parsed.InvocationConfiguration.Output.WriteLine(ReadableJson.Write(View(read!)));
            else parsed.InvocationConfiguration.Error.WriteLine($"{refusal.Fault}: {refusal.Message}");
            return refusal is null ? 0 : 1;
        });
        return command;
    }

    private static Command Encode()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "JSON as 'decode' writes it; without it, standard input.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("encode", "The build template link of a JSON; skills, lines and weapons by number or by name.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var json = parsed.GetValue(file) is { } given
                    ? await File.ReadAllTextAsync(given.FullName, cancellation)
                    : await Console.In.ReadToEndAsync(cancellation);
                var text = ReadableJson.Read<TemplateText>(json) ?? throw new JsonException("The template is null.");
                var template = text.Template(GameCatalogue.Shipped);
                if (BuildTemplateLink.Check(template, GameCatalogue.Shipped) is { } refusal)
                    throw new InvalidDataException($"{refusal.Fault}: {refusal.Message}");
                await parsed.InvocationConfiguration.Output.WriteLineAsync(BuildTemplateLink.Write(template, GameCatalogue.Shipped));
                return 0;
            }
            catch (Exception failed) when (failed is JsonException or UnknownEntryException or InvalidDataException or IOException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(failed.Message);
                return 1;
            }
        });
        return command;
    }

    private static object View(ChatLink link)
    {
        var game = GameCatalogue.Shipped;
        return link switch
        {
            ChatLink.Build build => TemplateText.Of(build.Template, game),
            ChatLink.Item item => new { Type = "item", item.Id, item.Count, item.Skin, item.Upgrades, Name = ItemName(item.Id, game) },
            ChatLink.Skill skill => new { Type = "skill", skill.Id, game.Skills.Find(skill.Id)?.Name },
            ChatLink.Trait trait => new { Type = "trait", trait.Id, game.Traits.Find(trait.Id)?.Name },
            ChatLink.Other other => new { Type = $"0x{other.Type:X2}", Content = Convert.ToHexString(other.Content.AsSpan()) },
            _ => link,
        };
    }

    /// <summary>Null: no item that builds need.</summary>
    private static string? ItemName(int id, GameCatalogue game) =>
        game.Runes.Find(id)?.Name ?? game.Sigils.Find(id)?.Name ?? game.Relics.Find(id)?.Name ?? game.Infusions.Find(id)?.Name
        ?? game.Foods.Find(id)?.Name ?? game.Utilities.Find(id)?.Name;
}
