using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Hone.Nn.Tests.Weights;

public sealed class HubTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _server;
    private readonly Uri _address;
    private readonly List<string> _requests = [];
    private byte[] _content = new byte[100_000];
    private string _tag;

    public HubTests()
    {
        new Random(1).NextBytes(_content);
        _tag = Convert.ToHexStringLower(SHA256.HashData(_content));
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _server = new HttpListener();
        _server.Prefixes.Add(_address.ToString());
        _server.Start();
        _ = Task.Run(Serve);
    }

    public void Dispose()
    {
        _server.Close();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_in_the_cache_is_found_by_branch_and_by_commit_without_a_network()
    {
        string path = _folder.File($"models--org--net/snapshots/{Commit}/sub/config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        Directory.CreateDirectory(_folder.File("models--org--net/refs"));
        File.WriteAllText(_folder.File("models--org--net/refs/main"), Commit);
        Assert.Equal(path, Hub.Resolve("org/net", "main", "sub/config.json", Offline()));
        Assert.Equal(path, Hub.Resolve("org/net", Commit, "sub/config.json", Offline()));
        HoneException missing = Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "main", "other.json", Offline()));
        Assert.Contains($"commit {Commit} without this file", missing.Message);
        Assert.Contains("hf download org/net other.json", missing.Message);
        Assert.Contains("revision v2", Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "v2", "a", Offline())).Message);
        Assert.Contains("no folder", Assert.Throws<HoneException>(() => Hub.Resolve("org/none", "main", "a", Offline())).Message);
        File.WriteAllText(_folder.File("models--org--net/refs/main"), "../../x");
        Assert.Contains("7 characters", Assert.Throws<HoneFormatException>(() => Hub.Resolve("org/net", "main", "a", Offline())).Message);
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData("../net", "main", "a")]
    [InlineData("a/b/c", "main", "a")]
    [InlineData("org/net", "../main", "a")]
    [InlineData("org/net", "main", "../../a")]
    [InlineData("org/net", "main", "/etc/passwd")]
    [InlineData("org/net", "main", "a\\b")]
    public void Names_that_lead_out_of_the_cache_are_refused(string repository, string revision, string file)
    {
        Assert.Contains("letters, digits", Assert.Throws<HoneException>(() => Hub.Resolve(repository, revision, file, Offline())).Message);
    }

    [Fact]
    public void A_download_is_verified_published_and_not_repeated()
    {
        string path = Hub.Resolve("org/net", "main", "model.safetensors", Online());
        Assert.Equal(_content, File.ReadAllBytes(path));
        Assert.Equal(_folder.File($"models--org--net/snapshots/{Commit}/model.safetensors"), path);
        Assert.Equal(Commit, File.ReadAllText(_folder.File("models--org--net/refs/main")));
        Assert.Equal([_tag], Directory.GetFiles(_folder.File("models--org--net/blobs")).Select(Path.GetFileName));
        int requests = _requests.Count;
        Assert.Equal(path, Hub.Resolve("org/net", "main", "model.safetensors", Online()));
        Assert.Equal(requests, _requests.Count);
    }

    [Fact]
    public void An_interrupted_download_goes_on_where_it_stopped()
    {
        Directory.CreateDirectory(_folder.File("models--org--net/blobs"));
        File.WriteAllBytes(_folder.File($"models--org--net/blobs/{_tag}.incomplete"), _content[..60_000]);
        Assert.Equal(_content, File.ReadAllBytes(Hub.Resolve("org/net", "main", "m.bin", Online())));
        Assert.Equal("GET bytes=60000-", _requests[^1]);
    }

    [Fact]
    public void A_damaged_part_is_thrown_away_and_wrong_content_never_gets_a_name()
    {
        Directory.CreateDirectory(_folder.File("models--org--net/blobs"));
        File.WriteAllBytes(_folder.File($"models--org--net/blobs/{_tag}.incomplete"), new byte[60_000]);
        Assert.Equal(_content, File.ReadAllBytes(Hub.Resolve("org/net", "main", "m.bin", Online())));

        _content = new byte[7];
        _tag = new string('a', 64);
        HoneException error = Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "main", "n.bin", Online()));
        Assert.Contains("7 bytes with another hash", error.Message);
        Assert.Contains(_tag, error.Message);
        Assert.DoesNotContain(Directory.GetFiles(_folder.File("models--org--net/blobs")), f => f.Contains("aaa", StringComparison.Ordinal));
    }

    [Fact]
    public void A_small_file_is_verified_by_its_git_name()
    {
        _content = Encoding.UTF8.GetBytes("hello\n");
        _tag = "ce013625030ba8dba906f756967f9e9ca394464a";
        Assert.Equal(_content, File.ReadAllBytes(Hub.Resolve("net", Commit, "a/b.txt", Online())));
    }

    [Fact]
    public void A_missing_file_a_large_one_and_a_foreign_server_are_named()
    {
        Assert.Contains("answer 404", Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "main", "absent", Online())).Message);
        Assert.Contains("at most 1000 bytes", Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "main", "m", Online() with { MaximumBytes = 1000 })).Message);
        _tag = "../../evil";
        Assert.Contains("../../evil", Assert.Throws<HoneException>(() => Hub.Resolve("org/net", "main", "m", Online())).Message);
    }

    [Fact]
    public void A_sharded_model_is_read_by_its_index()
    {
        Safetensors.Write(_folder.File("1.safetensors"), new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([2]) });
        Safetensors.Write(_folder.File("2.safetensors"), new Dictionary<string, Tensor> { ["b"] = Tensor.Zeros([3]) });
        string Index(string map)
        {
            File.WriteAllText(_folder.File("i.json"), $$"""{"metadata":{"total_size":20},"weight_map":{{map}}}""");
            return _folder.File("i.json");
        }

        IReadOnlyDictionary<string, Tensor> tensors = ShardedSafetensors.Read(Index("""{"b":"2.safetensors","a":"1.safetensors"}"""));
        Assert.Equal(["b", "a"], tensors.Keys);
        Assert.Equal([1f, 1], tensors["a"].ToArray<float>());
        Assert.Contains("\"c\" in 1.safetensors", Assert.Throws<HoneFormatException>(() => ShardedSafetensors.Read(Index("""{"c":"1.safetensors"}"""))).Message);
        Safetensors.Write(_folder.File("2.safetensors"), new Dictionary<string, Tensor> { ["b"] = Tensor.Zeros([3]), ["d"] = Tensor.Zeros([1]) });
        Assert.Contains("\"d\", which is not", Assert.Throws<HoneFormatException>(() => ShardedSafetensors.Read(Index("""{"b":"2.safetensors"}"""))).Message);
        Assert.Contains("\"../x\"", Assert.Throws<HoneFormatException>(() => ShardedSafetensors.Read(Index("""{"a":"../x"}"""))).Message);
        Assert.Contains("weight_map", Assert.Throws<HoneFormatException>(() => ShardedSafetensors.Read(Index("3"))).Message);
    }

    private HubOptions Offline() => new() { CacheFolder = _folder.Root, Endpoint = _address };

    private HubOptions Online() => Offline() with { AllowDownload = true };

    private async Task Serve()
    {
        while (_server.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _server.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Answer(context);
        }
    }

    private void Answer(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        string? range = context.Request.Headers["Range"];
        _requests.Add($"{context.Request.HttpMethod} {range}".TrimEnd());
        string path = context.Request.Url!.AbsolutePath;
        response.Headers["X-Repo-Commit"] = Commit;
        response.Headers["X-Linked-Etag"] = $"\"{_tag}\"";
        if (path.EndsWith("absent", StringComparison.Ordinal))
        {
            response.StatusCode = 404;
        }
        else if (context.Request.HttpMethod == "HEAD")
        {
            // Large files are elsewhere.
            response.StatusCode = 302;
            response.Headers["Location"] = "/elsewhere";
        }
        else
        {
            int from = range is null ? 0 : int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
            response.StatusCode = range is null ? 200 : 206;
            if (range is not null)
            {
                response.Headers["Content-Range"] = $"bytes {from}-{_content.Length - 1}/{_content.Length}";
            }

            try
            {
                response.OutputStream.Write(_content.AsSpan(from));
            }
            catch (HttpListenerException)
            {
                // The client has seen enough.
                return;
            }
        }

        response.Close();
    }
}
