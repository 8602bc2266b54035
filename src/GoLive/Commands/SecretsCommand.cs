using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using GoLive.Reports;
using GoLive.Secrets;
using GoLive.Verbs;
using Gw2Optimizer.Server.Configuration;

namespace GoLive.Commands;

/// <summary><c>golive secrets</c>: makes the key, records when, and tells what is due.</summary>
internal static class SecretsCommand
{
    private static readonly Option<bool> Generate = new("--generate") { Description = "Draw a new SECRET_KEY into the file of variables; the one before goes to OLD_SECRET_KEYS, so that nobody is signed out." };
    private static readonly Option<string[]> Made = new("--made") { Description = "Record that a secret was made today: DATABASE_PASSWORD or MISTRAL_API_KEY.", DefaultValueFactory = _ => [] };

    public static Command Create() => VerbCommand.Create("secrets", "Generates SECRET_KEY, records when each secret was made, and tells which are due (each quarter).", [Generate, Made], (settings, parsed) =>
    {
        var made = parsed.GetValue(Made)!;
        return made.Except(Rotation.Secrets).FirstOrDefault() is { } unknown
            ? throw new UsageException($"{unknown} is no secret that is rotated.", $"They are {string.Join(", ", Rotation.Secrets)}.")
            : new SecretsVerb(settings, settings.Variables.GetValueOrDefault("ENV_FILE") ?? ".env", parsed.GetValue(Generate), made);
    });

    private sealed class SecretsVerb(Settings settings, string file, bool generate, string[] made) : Verb
    {
        private const int KeyBytes = 32;

        public override IReadOnlyList<Step> Plan(Run run)
        {
            var today = DateOnly.FromDateTime(settings.Time.GetUtcNow().UtcDateTime);
            List<Step> steps = [];
            if (generate)
            {
                steps.Add(new Step("generate", $"draws SECRET_KEY into {file}", _ => Task.FromResult(Draw(today))) { Stops = true });
            }

            steps.AddRange(made.Select(secret => new Step($"record {secret}", $"writes {secret}_MADE_ON={today:yyyy-MM-dd} into {file}", _ =>
            {
                EnvironmentFileWriter.Set(file, ($"{secret}_MADE_ON", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                return Task.FromResult(Finding.Pass($"{today:yyyy-MM-dd}"));
            })));
            steps.AddRange(Rotation.Secrets.Select(secret => new Step(secret, "tells when it is due", _ => Task.FromResult(Rotation.Judge(Variables(), secret, today)))));
            return steps;
        }

        /// <summary>As they are once this run has written.</summary>
        private Dictionary<string, string> Variables()
        {
            var variables = new Dictionary<string, string>(settings.Variables);
            foreach (var (name, value) in File.Exists(file) ? EnvironmentFile.Parse(File.ReadLines(file)) : [])
            {
                variables[name] = value;
            }

            return variables;
        }

        private Finding Draw(DateOnly today)
        {
            var before = Variables().GetValueOrDefault("SECRET_KEY");
            List<(string, string)> changes = [("SECRET_KEY", RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true)), ("SECRET_KEY_MADE_ON", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
            if (before is not null && SecretKeyRules.Fault(before) is null)
            {
                changes.Add(("OLD_SECRET_KEYS", string.Join(',', new[] { before, Variables().GetValueOrDefault("OLD_SECRET_KEYS") }.Where(key => !string.IsNullOrEmpty(key)))));
            }

            EnvironmentFileWriter.Set(file, [.. changes]);
            return Finding.Pass(changes.Count > 2 ? $"a new key is in {file}; the old one still verifies: drop it from OLD_SECRET_KEYS when its tokens have run out" : $"a new key is in {file}");
        }
    }
}
