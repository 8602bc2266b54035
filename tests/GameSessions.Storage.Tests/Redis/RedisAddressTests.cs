using GameSessions.Storage.Redis;

namespace GameSessions.Storage.Tests.Redis;

public sealed class RedisAddressTests
{
    public static TheoryData<string, RedisAddress> Good() => new()
    {
        { "redis://cache", new RedisAddress("cache") },
        { "redis://cache/", new RedisAddress("cache") },
        { "redis://cache:6380", new RedisAddress("cache", 6380) },
        { "redis://10.0.0.7/3", new RedisAddress("10.0.0.7", Database: 3) },
        { "redis://[::1]:6380/1", new RedisAddress("::1", 6380, Database: 1) },
        { "redis://:s%40cret%2F@cache:6380/2", new RedisAddress("cache", 6380, "s@cret/", 2) },
        { "redis://:a:b@cache", new RedisAddress("cache", Password: "a:b") },
        { "redis://default:secret@cache", new RedisAddress("cache", Password: "secret") },
        { "redis://:@cache", new RedisAddress("cache") },
        { "rediss://:secret@cache.example.com:6390", new RedisAddress("cache.example.com", 6390, "secret", UsesTls: true) },
        { "REDIS://cache", new RedisAddress("cache") },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void An_address_is_read(string text, RedisAddress expected)
    {
        RedisAddress.TryParse(text, out var address, out var problem).ShouldBeTrue(problem);
        address.ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "not of the form")]
    [InlineData("cache:6379", "not of the form")]
    [InlineData("http://:sesame@cache", "not of the form")]
    [InlineData("redis://", "not of the form")]
    [InlineData("redis://:sesame@", "not of the form")]
    [InlineData("redis://:sesame@cache:port", "not of the form")]
    [InlineData("redis://:sesame@cache:70000", "not of the form")]
    [InlineData("redis://:open/sesame@cache", "not of the form")]
    [InlineData("redis://:open#sesame@cache", "not of the form")]
    [InlineData("redis://cache/sesame", "the number of a database")]
    [InlineData("redis://cache/-1", "the number of a database")]
    [InlineData("redis://cache/0/1", "the number of a database")]
    [InlineData("redis://cache/0?password=sesame", "behind ? or #")]
    [InlineData("redis://somebody:sesame@cache", "names a user")]
    [InlineData("redis://sesame@cache", "names a user")]
    public void What_is_no_address_is_refused_without_repeating_it(string text, string expected)
    {
        RedisAddress.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem!.ShouldContain(expected);
        problem.ShouldNotContain("sesame");
    }

    [Fact]
    public void An_address_as_text_has_no_password()
    {
        new RedisAddress("cache", Password: "sesame", UsesTls: true).ToString().ShouldBe("rediss://cache:6379/0");
        new RedisCacheOptions(new RedisAddress("::1", Password: "sesame")).ToString().ShouldNotContain("sesame");
    }
}
