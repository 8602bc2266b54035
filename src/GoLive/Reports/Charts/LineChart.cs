using System.Globalization;
using System.Net;
using System.Text;

namespace GoLive.Reports.Charts;

/// <summary>One line: points in time, and a name.</summary>
/// <param name="Points">Seconds since the start, and a value; NaN is a hole.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double Seconds, double Value)> Points);

/// <summary>Lines over time as an SVG that stands alone.</summary>
internal static class LineChart
{
    private const int Width = 900;
    private const int Height = 320;
    private const int Left = 70;
    private const int Right = 250;
    private const int Top = 40;
    private const int Bottom = 40;
    private const int Ticks = 4;

    private static readonly int[] NiceFactors = [1, 2, 5, 10];

    // Paul Tol's "bright" scheme, told apart by colour-blind readers too: https://personal.sron.nl/~pault/
    private static readonly string[] Colours = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB", "#000000"];

    /// <param name="bound">A threshold, drawn as a broken line; null where there is none.</param>
    public static string Draw(string title, string unit, IReadOnlyList<ChartLine> lines, double? bound = null)
    {
        var points = lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.Value)).ToList();
        var seconds = Math.Max(1, points.Select(point => point.Seconds).DefaultIfEmpty(1).Max());
        var top = NiceAbove(Math.Max(points.Select(point => point.Value).DefaultIfEmpty(0).Max(), bound ?? 0));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{Escape(title)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/><text x=\"{Left}\" y=\"22\" font-size=\"15\" font-weight=\"bold\">{Escape(title)} ({Escape(unit)})</text>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = top * tick / Ticks;
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"#dddddd\"/><text x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value:0.####}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(seconds * tick / Ticks):0.#}\" y=\"{Height - 15}\" text-anchor=\"middle\">{seconds * tick / Ticks:0} s</text>");
        }

        if (bound is { } limit)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(limit):0.#}\" y2=\"{Y(limit):0.#}\" stroke=\"#cc3311\" stroke-dasharray=\"6 4\"/><text x=\"{Width - Right + 6}\" y=\"{Y(limit) + 4:0.#}\" fill=\"#cc3311\">gate {limit:0.####}</text>");
        }

        for (var at = 0; at < lines.Count; at++)
        {
            var colour = Colours[at % Colours.Length];
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{PathOf(lines[at].Points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Width - Right + 70}\" y=\"{Top + (at * 20)}\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{Width - Right + 88}\" y=\"{Top + (at * 20) + 11}\">{Escape(lines[at].Name)}</text>");
        }

        return svg.Append(points.Count == 0 ? $"<text x=\"{Left + 20}\" y=\"{Height / 2}\">nothing was measured</text></svg>\n" : "</svg>\n").ToString();

        double X(double second) => Left + ((Width - Left - Right) * second / seconds);
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * value / top);

        string PathOf(IReadOnlyList<(double Seconds, double Value)> line)
        {
            var path = new StringBuilder();
            var isDown = false;
            foreach (var (second, value) in line)
            {
                var isThere = double.IsFinite(value);
                if (isThere)
                {
                    path.Append(CultureInfo.InvariantCulture, $"{(isDown ? 'L' : 'M')}{X(second):0.#} {Y(value):0.#}");
                }

                isDown = isThere;
            }

            return path.ToString();
        }
    }

    /// <summary>1, 2 or 5 times a power of ten, at or above the value.</summary>
    internal static double NiceAbove(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return NiceFactors.Select(factor => factor * power).First(nice => nice >= value * (1 - 1e-9));
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
