using System.Reflection;
using System.Xml.Linq;

namespace House.Tests.Docs;

/// <summary>What the compiler wrote of the code's own documentation, as Markdown.</summary>
internal static class XmlDocs
{
    public static string Summary(FieldInfo field) => Markdown(MemberOf(field.DeclaringType!, $"F:{field.DeclaringType!.FullName}.{field.Name}")?.Element("summary"));

    public static IEnumerable<(string Name, string Text)> Parameters(Type type) =>
        MemberOf(type, $"T:{type.FullName!.Replace('+', '.')}")?.Elements("param").Select(parameter => (parameter.Attribute("name")!.Value, Markdown(parameter))) ?? [];

    private static XElement? MemberOf(Type type, string name) =>
        XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("member").FirstOrDefault(member => member.Attribute("name")!.Value == name);

    private static string Markdown(XElement? text) => text is null ? "" : string.Join(' ', string.Concat(text.Nodes().Select(Inline)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Inline(XNode node) => node switch
    {
        XText plain => plain.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => $"`{Name(reference.Attribute("name")?.Value ?? reference.Attribute("cref")!.Value)}`",
        _ => "",
    };

    private static string Name(string symbol) => symbol.Split('.')[^1] is var last ? char.ToLowerInvariant(last[0]) + last[1..] : symbol;
}
