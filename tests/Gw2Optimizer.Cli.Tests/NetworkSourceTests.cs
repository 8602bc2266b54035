using System.Net;
using System.Text.Json;
using Gw2Optimizer.Importer.Import;

namespace Gw2Optimizer.Cli.Tests;

public sealed class NetworkSourceTests : IDisposable
{
    private readonly Workplace place = new();
    private readonly FakeApi api = new(ids: 450);
    private readonly List<string> progress = [];

    public void Dispose()
    {
        place.Dispose();
        api.Dispose();
    }

    [Fact]
    public async Task All_ids_are_fetched_in_pages_of_200_with_progress()
    {
        await Source().FetchAsync("skills", TestContext.Current.CancellationToken);

        api.PageSizes.ShouldBe([200, 200, 50]);
        Source().Read("skills").Select(record => record.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(1, 450));
        progress.ShouldBe(["skills: page 1 of 3", "skills: page 2 of 3", "skills: page 3 of 3"]);
    }

    [Fact]
    public async Task A_cut_fetch_goes_on_behind_the_last_whole_page()
    {
        api.FailsAfter = 2;
        await Should.ThrowAsync<HttpRequestException>(() => Source().FetchAsync("skills", TestContext.Current.CancellationToken));

        api.FailsAfter = int.MaxValue;
        api.PageSizes.Clear();
        await Source().FetchAsync("skills", TestContext.Current.CancellationToken);

        api.PageSizes.ShouldBe([50]);
        Source().Read("skills").Count().ShouldBe(450);
    }

    [Fact]
    public async Task A_busy_API_is_asked_again()
    {
        api.BusyAnswers = 2;

        await Source().FetchAsync("skills", TestContext.Current.CancellationToken);

        Source().Read("skills").Count().ShouldBe(450);
        progress.Count(line => line.Contains("429", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task The_build_is_the_games()
    {
        (await Source().BuildAsync(TestContext.Current.CancellationToken)).ShouldBe(203_989);
    }

    private NetworkSource Source() => new(new(api, disposeHandler: false) { BaseAddress = new("https://api.test") }, place.Path("pages"), progress.Add);

    private sealed class FakeApi(int ids) : HttpMessageHandler
    {
        public List<int> PageSizes { get; } = [];

        public int FailsAfter { get; set; } = int.MaxValue;

        public int BusyAnswers { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (BusyAnswers > 0)
            {
                BusyAnswers--;
                var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                busy.Headers.RetryAfter = new(TimeSpan.Zero);
                return Task.FromResult(busy);
            }
            var query = request.RequestUri!.Query;
            if (request.RequestUri.AbsolutePath == "/v2/build") return Answer(new { id = 203_989 });
            if (!query.StartsWith("?ids=", StringComparison.Ordinal)) return Answer(Enumerable.Range(1, ids));
            var page = query[5..query.IndexOf('&', StringComparison.Ordinal)].Split(',').Select(int.Parse).ToList();
            if (PageSizes.Count >= FailsAfter) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            PageSizes.Add(page.Count);
            return Answer(page.Select(id => new { id }));
        }

        private static Task<HttpResponseMessage> Answer<T>(T content) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(content)) });
    }
}
