using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoLive.Tests.Deployment;
using GoLive.Tests.Monitoring;
using Gw2Optimizer.RealServer;
using RealStores;

[assembly: AssemblyFixture(typeof(ProxiedServer))]

namespace GoLive.Tests.Deployment;

/// <summary>The built server behind a real nginx that runs deploy/nginx.conf, on other ports, paths and a certificate of its own. Started by the first test that needs it.</summary>
public sealed class ProxiedServer : IAsyncDisposable
{
    private const string Host = "gw2optimizer.com";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly int securePort = Ports.Free();
    private readonly int plainPort = Ports.Free();
    private readonly int webPort = Ports.Free();
    private readonly X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
    private readonly SocketsHttpHandler handler;
    private readonly Lazy<Task> started;
    private RunningProgram? nginx;

    public ProxiedServer()
    {
        Server = new ServerProcess("proxied", ("WEB_PORT", $"{webPort}"), ("TRUSTED_PROXIES", "127.0.0.1"));
        handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { CertificateChainPolicy = trust }, ConnectCallback = ConnectAsync };
        Http = new HttpClient(handler) { BaseAddress = new Uri($"https://{Host}:{securePort}") };
        started = new Lazy<Task>(StartOnceAsync);
    }

    public ServerProcess Server { get; }

    public HttpClient Http { get; }

    public Uri PlainAddress => new($"http://{Host}:{plainPort}");

    public Uri SocketAddress => new($"wss://{Host}:{securePort}");

    /// <summary>All that nginx wrote.</summary>
    public string Logs => string.Concat(Directory.EnumerateFiles(folder.FullName, "*.log").Select(File.ReadAllText));

    public async Task StartAsync() => await started.Value;

    public async Task<ClientWebSocket> OpenSocketAsync(string path, string accessToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {accessToken}");
        await socket.ConnectAsync(new Uri(SocketAddress, path), Http, TestContext.Current.CancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await (nginx?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Server.DisposeAsync();
        Http.Dispose();
        handler.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Whatever the name, it is here.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task StartOnceAsync()
    {
        SystemProgram.Nginx.SkipWithout();
        await Server.StartAsync(TestContext.Current.CancellationToken);
        await WriteCertificateAsync();
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Localized(Checkout.Read("deploy/nginx.conf")), TestContext.Current.CancellationToken);
        nginx = new RunningProgram(SystemProgram.Nginx, "-p", folder.FullName, "-c", configuration, "-g", "daemon off;");
        await nginx.UntilAsync(async cancellation => (await Http.GetAsync(new Uri("/health", UriKind.Relative), cancellation)).IsSuccessStatusCode);
    }

    /// <summary>What belongs to the host is replaced, each where it must stand; the rest is as deployed.</summary>
    private string Localized(string deployed)
    {
        var text = deployed;
        foreach (var (there, here) in new (string, string)[]
        {
            ("        listen [::]:80;\n", ""),
            ("        listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", $"listen 127.0.0.1:{plainPort};"),
            ("listen 443 ssl http2;", $"listen 127.0.0.1:{securePort} ssl http2;"),
            ("server 127.0.0.1:8000;", $"server 127.0.0.1:{Server.Address.Port};"),
            ("server 127.0.0.1:5173;", $"server 127.0.0.1:{webPort};"),
            ("/etc/ssl/certs/gw2optimizer.crt", $"{folder.FullName}/gw2optimizer.crt"),
            ("/etc/ssl/private/gw2optimizer.key", $"{folder.FullName}/gw2optimizer.key"),
            ("/var/log/nginx/error.log", $"{folder.FullName}/error.log"),
            ("/var/log/nginx/access.log", $"{folder.FullName}/access.log"),
            ("/var/run/nginx.pid", $"{folder.FullName}/nginx.pid"),
        })
        {
            text.ShouldContain(there);
            text = text.Replace(there, here, StringComparison.Ordinal);
        }

        return text;
    }

    private async Task WriteCertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        trust.CustomTrustStore.Add(certificate);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gw2optimizer.crt"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gw2optimizer.key"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
    }
}
